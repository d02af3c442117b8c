using Npgsql;

namespace Survey.Db.Waves;

/// <summary>
/// How many active people have chosen to be left alone, by all surveys or about a service: so coarse that no single choice shows.
/// </summary>
/// <param name="AsOf">The day of counting, in UTC.</param>
/// <param name="Step">At least 5 and every pulse's minimum group.</param>
/// <param name="People">Rounded down to a multiple of <paramref name="Step"/>.</param>
public sealed record ChoiceCount(DateOnly AsOf, int Step, int People)
{
    /// <returns>Null: never counted.</returns>
    public static Task<ChoiceCount?> ReadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.FindAsync<ChoiceCount>("select as_of, step, people from choice_count", null, ct);

    /// <summary>Counted now; exact, and so not to be shown.</summary>
    /// <returns>Null: it was counted today.</returns>
    public static Task<ChoiceCount?> DueAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.FindAsync<ChoiceCount>(
            """
            with chosen as (
                select person_id from opt_out where coalesce(until, @today) >= @today
                union
                select person_id from relationship_pause where until >= @today
            )
            select @today as as_of, (select greatest(5, max(minimum_group)) from pulse) as step, count(*)::int as people
            from chosen
            join person on person.id = chosen.person_id
            where coalesce(active_from, @today) <= @today and coalesce(active_to, @today) >= @today
            having not exists (select from choice_count where as_of >= @today)
            """,
            new { today = DateOnly.FromDateTime(now.UtcDateTime) },
            ct
        );

    /// <returns>0: somebody else stored today's.</returns>
    public static Task<int> StoreAsync(NpgsqlConnection connection, ChoiceCount count, CancellationToken ct) =>
        connection.RunAsync(
            """
            insert into choice_count (as_of, step, people) values (@AsOf, @Step, @People)
            on conflict (is_only) do update set as_of = excluded.as_of, step = excluded.step, people = excluded.people
            where choice_count.as_of < excluded.as_of
            """,
            count,
            ct
        );
}
