using Npgsql;

namespace Survey.Db.Messages;

/// <summary>Mails that their readers reported as spam. Only numbers are stored, so that nobody can be asked why they did it.</summary>
public static class Complaints
{
    /// <summary>Fewer are not told, and the number is rounded down to a multiple of it.</summary>
    private const int Step = 5;

    public static Task AddAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.RunAsync(
            """
            insert into complaint_count as known (day, count) values ((@now at time zone 'UTC')::date, 1)
            on conflict (day) do update set count = known.count + 1
            """,
            new { now },
            ct
        );

    /// <returns>At least so many in the last twelve months; 0: too few to be told.</returns>
    public static Task<int> AtLeastAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.OneAsync<int>(
            """
            select (coalesce(sum(count), 0) / @Step * @Step)::int from complaint_count
            where day > (@now at time zone 'UTC')::date - interval '12 months'
            """,
            new { now, Step },
            ct
        );
}
