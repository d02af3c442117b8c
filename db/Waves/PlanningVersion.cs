using Npgsql;

namespace Survey.Db.Waves;

/// <summary>Tells whether anything has changed from which the preview of a wave is made.</summary>
public static class PlanningVersion
{
    /// <returns>Grows with every change, once it is committed.</returns>
    public static Task<long> ReadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<long>("select (select count(*) from planning_change) + (select count(*) from result_change)", null, ct);
}
