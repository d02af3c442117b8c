using Npgsql;

namespace Survey.Db.People;

public static class TimeZonesOfPeople
{
    /// <summary>The one with the most people first.</summary>
    public static Task<IReadOnlyList<string>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<string>("select time_zone from person group by time_zone order by count(*) desc, time_zone", null, ct);
}
