using Npgsql;

namespace Survey.Db.Waves;

/// <summary>How many active people opted out or paused a service, too coarse to show a single choice (rule A2).</summary>
/// <param name="AsOf">The day of counting, in UTC.</param>
/// <param name="Step">At least 5 and the largest minimum group of all pulses.</param>
/// <param name="People">Rounded down to a multiple of Step.</param>
public sealed record ChoiceCount(DateOnly AsOf, int Step, int People)
{
    /// <returns>Null: never counted.</returns>
    public static Task<ChoiceCount?> ReadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.FindAsync<ChoiceCount>("select as_of, step, people from choice_count", null, ct);

    /// <summary>Counts exactly, so the result must not be shown. Null: today's count is stored already.</summary>
    public static Task<ChoiceCount?> DueAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.FindAsync<ChoiceCount>(
            $"""
            with chosen as (
                select person_id from opted_out(@today)
                union
                select person_id from relationship_pause where until >= @today
            )
            select @today as as_of, (select greatest({Thresholds.FewestPeople}, max(minimum_group)) from pulse) as step,
                   count(*)::int as people
            from chosen
            join person on person.id = chosen.person_id
            where coalesce(active_from, @today) <= @today and coalesce(active_to, @today) >= @today
            having not exists (select from choice_count where as_of >= @today)
            """,
            new { today = DateOnly.FromDateTime(now.UtcDateTime) },
            ct
        );

    /// <returns>0: another process stored today's count.</returns>
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
