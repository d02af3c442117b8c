using Npgsql;
using Survey.Db.Csv;

namespace Survey.Db.Pulses;

public static class PulseList
{
    private const string Columns = """
        id, code, names as name, relationships, cron, time_zone, first_date, end_date, open_days, remind_after_days, precision, quiet_days,
        max_relationships, minimum_group, minimum_comments, minimum_group_reason, approval, send_hours, send_days, paused, close_time
        """;

    public static Task<IReadOnlyList<Pulse>> AllAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<Pulse>($"select {Columns} from pulse order by code", null, ct);

    public static Task<Pulse?> FindAsync(NpgsqlConnection connection, string code, CancellationToken ct) =>
        connection.FindAsync<Pulse>($"select {Columns} from pulse where lower(code) = lower(@code)", new { code }, ct);

    /// <summary>Until the end of the transaction nobody else changes it, whether by page or by file.</summary>
    public static async Task<Pulse?> FindLockedAsync(NpgsqlConnection connection, string code, CancellationToken ct)
    {
        await Staging.OneAtATimeAsync(connection, ct);
        return await FindAsync(connection, code, ct);
    }

    public static Task<Pulse> OneAsync(NpgsqlConnection connection, long id, CancellationToken ct) =>
        connection.OneAsync<Pulse>($"select {Columns} from pulse where id = @id", new { id }, ct);
}
