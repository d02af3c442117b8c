using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Units;

/// <summary>The units that somebody leads.</summary>
public static class LedUnits
{
    /// <summary>The codes of those that do not lie below another led one.</summary>
    public static Task<IReadOnlyList<string>> TopAsync(NpgsqlConnection connection, Viewer viewer, CancellationToken ct) =>
        connection.ListAsync<string>("""
            select code from unit
            where id = any(@led) and (parent_id is null or parent_id <> all(@led))
            order by lower(code)
            """, new { led = viewer.LedUnitIds.ToArray() }, ct);
}
