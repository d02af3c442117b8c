using Npgsql;

namespace Survey.Db.Messages;

/// <summary>Spam reports of readers. Only counts are stored, so nobody can be asked why they reported a mail.</summary>
public static class Complaints
{
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

    /// <summary>Lower bound for the last twelve months; 0: too few to show.</summary>
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
