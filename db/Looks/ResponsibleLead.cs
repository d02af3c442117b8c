using Npgsql;

namespace Survey.Db.Looks;

/// <summary>Who looks at what a unit provides: its leads, or those of the nearest unit above that has one.</summary>
/// <param name="Email">In lower case.</param>
/// <param name="Name">Null: the address is no person's.</param>
public sealed record ResponsibleLead(long UnitId, string Email, string? Name)
{
    /// <returns>By unit. None: HR looks.</returns>
    public static async Task<ILookup<long, ResponsibleLead>> ReadAsync(
        NpgsqlConnection connection,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        (
            await connection.ListAsync<ResponsibleLead>(
                """
                select near.unit_id, near.email, person.name
                from (
                    select line.unit_id, given.email, line.distance, min(line.distance) over (partition by line.unit_id) as nearest
                    from unit_ancestor line
                    join viewer_role((@now at time zone 'UTC')::date) given on given.unit_id = line.ancestor_id and given.role = 'lead'
                ) near
                left join person on lower(person.email) = near.email
                where near.distance = near.nearest
                order by near.unit_id, near.email
                """,
                new { now },
                ct
            )
        ).ToLookup(lead => lead.UnitId);
}
