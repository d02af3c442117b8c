using Npgsql;
using Survey.Db.Waves;

namespace Survey.Db.Restorations;

/// <summary>
/// A restore from a backup. Of what happened after the backup's last moment the database knows nothing, so a mail that it takes for unsent
/// may have been sent. The mails of open waves are held until HR decides; see <see cref="HeldMails"/>.
/// </summary>
public static class Restoration
{
    /// <summary>What the audit log says of a wave whose mails are held.</summary>
    public const string Held = "e-mails held after a restore";

    /// <summary>
    /// Records the restore in the caller's transaction, holds the mails of the open waves, and of those that are going to open although
    /// they
    /// were due before. The same restore again holds nothing: HR may have decided meanwhile.
    /// </summary>
    /// <param name="backupAt">The backup's last moment.</param>
    /// <param name="rest">See <see cref="WaveSealing.DueAsync"/>.</param>
    public static async Task<LostTime> RecordAsync(
        NpgsqlConnection connection,
        DateTimeOffset backupAt,
        TimeSpan rest,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var recorded = await connection.RunAsync(
            """
            insert into restoration (backup_at, reported_at) values (@backupAt, @now) on conflict do nothing
            """,
            new { backupAt, now },
            ct
        );
        foreach (var wave in recorded == 0 ? [] : await HoldAsync(connection, now, ct))
        {
            await AuditLog.AddAsync(connection, actor, Held, wave, now, ct);
        }
        return await LostTime.ReadAsync(connection, backupAt, rest, now, ct);
    }

    private static Task<IReadOnlyList<string>> HoldAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.ListAsync<string>(
            """
            update wave set mails_held_since = @now where state = 'open' and mails_held_since is null returning code
            """,
            new { now },
            ct
        );
}
