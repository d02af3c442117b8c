using Npgsql;

namespace Survey.Db.Recognitions;

/// <summary>The people who get what is passed on to a unit: the active ones of the unit and below who have an address.</summary>
internal static class TeamPeople
{
    /// <summary>Query of the people. Its parameters are @unitId and @now.</summary>
    public const string Select = """
        with recursive team as (
            select id from unit where id = @unitId
            union all
            select unit.id from unit join team on unit.parent_id = team.id
        )
        select person.id, person.email, person.language from person
        where person.unit_id in (select id from team) and person.email is not null and person.unreachable_since is null
          and coalesce(person.active_from, '-infinity') <= (@now at time zone 'UTC')::date
          and coalesce(person.active_to, 'infinity') >= (@now at time zone 'UTC')::date
        """;

    public static Task<int> CountAsync(NpgsqlConnection connection, long unitId, DateTimeOffset now, CancellationToken ct) =>
        connection.OneAsync<int>($"select count(*)::int from ({Select}) as people", new { unitId, now }, ct);
}
