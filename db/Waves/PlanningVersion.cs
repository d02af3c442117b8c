using Npgsql;

namespace Survey.Db.Waves;

public static class PlanningVersion
{
    /// <returns>Grows with every committed change of what a preview is computed from.</returns>
    public static Task<long> ReadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<long>("select (select count(*) from planning_change) + (select count(*) from result_change)", null, ct);
}
