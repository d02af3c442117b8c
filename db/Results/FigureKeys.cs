using Npgsql;
using Survey.Db.Settings;

namespace Survey.Db.Results;

public static class FigureKeys
{
    /// <summary>The first key is remembered by its fingerprint, so that all figures of a database use one key.</summary>
    /// <exception cref="SettingException">It is another key than before.</exception>
    public static async Task ClaimAsync(NpgsqlConnection connection, FigureKey key, CancellationToken ct)
    {
        await connection.RunAsync(
            "insert into figure_key (fingerprint) values (@Fingerprint) on conflict do nothing",
            new { key.Fingerprint },
            ct
        );
        if (await connection.OneAsync<string>("select fingerprint from figure_key", null, ct) != key.Fingerprint)
        {
            throw new SettingException(
                "Privacy:FigureKey is not the key that the figures of this database were blurred with: put the earlier key back. "
                    + "With another key the same answers would give other figures, and every trend would break."
            );
        }
    }
}
