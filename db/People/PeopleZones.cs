using Npgsql;

namespace Survey.Db.People;

/// <summary>Time zones that people have, the most frequent first.</summary>
public static class PeopleZones
{
    public static Task<IReadOnlyList<string>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<string>("select time_zone from person group by time_zone order by count(*) desc, time_zone", null, ct);
}
