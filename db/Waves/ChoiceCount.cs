using Npgsql;

namespace Survey.Db.Waves;

/// <summary>How many active people have chosen to be left alone, by all surveys or about a service: so coarse that no single choice shows.</summary>
/// <param name="AsOf">The day of counting, in UTC.</param>
/// <param name="Step">At least 5 and every pulse's minimum group.</param>
/// <param name="People">Rounded down to a multiple of <paramref name="Step"/>.</param>
public sealed record ChoiceCount(DateOnly AsOf, int Step, int People)
{
    /// <returns>Null: never counted.</returns>
    public static Task<ChoiceCount?> ReadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.FindAsync<ChoiceCount>("select as_of, step, people from choice_count", null, ct);

    /// <summary>Once a day, whoever looks at it and how often.</summary>
    /// <returns>0: it was counted today.</returns>
    public static async Task<int> RenewAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.RunAsync("""
            with chosen as (
                select person_id from opt_out where coalesce(until, @today) >= @today
                union
                select person_id from relationship_pause where until >= @today
            ), counted as (
                select count(*)::int as people, (select greatest(5, max(minimum_group)) from pulse) as step
                from chosen
                join person on person.id = chosen.person_id
                where coalesce(active_from, @today) <= @today and coalesce(active_to, @today) >= @today
            )
            insert into choice_count (as_of, step, people)
            select @today, step, people / step * step from counted
            where not exists (select from choice_count where as_of >= @today)
            on conflict (is_only) do update set as_of = excluded.as_of, step = excluded.step, people = excluded.people
            where choice_count.as_of < excluded.as_of
            """, new { today = DateOnly.FromDateTime(now.UtcDateTime) }, ct);
    }
}
