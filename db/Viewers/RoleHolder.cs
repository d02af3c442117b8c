using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db.Viewers;

/// <param name="Name">Null: the address is no person's.</param>
/// <param name="Unit">Code of the led unit; null for other roles.</param>
/// <param name="IsNamed">The role comes from the unit's lead_email, not from a grant.</param>
/// <param name="By">Who gave it; null: before there was a log.</param>
/// <param name="LeftOn">The person's last day, if it has passed: the role has ended.</param>
public sealed record RoleHolder(
    string Email,
    string? Name,
    string Role,
    string? Unit,
    LocalizedText? UnitNames,
    bool IsNamed,
    string? By,
    DateTimeOffset? At,
    DateOnly? LeftOn
)
{
    public static Task<IReadOnlyList<RoleHolder>> ListAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.ListAsync<RoleHolder>(
            """
            select given.email, person.name, given.role, unit.code as unit, unit.names as unit_names, given.is_named,
                   said.actor as by, said.at,
                   case when person.active_to < (@now at time zone 'UTC')::date then person.active_to end as left_on
            from (select lower(email) as email, role, unit_id, false as is_named from role_grant
                  union all
                  select lower(lead_email), 'lead', id, true from unit where lead_email is not null) as given
            left join unit on unit.id = given.unit_id
            left join person on lower(person.email) = given.email
            left join lateral (
                select actor, at from audit_log
                where subject = given.email and action = 'granted ' || given.role || coalesce(' of ' || unit.code, '')
                order by at desc, id desc
                limit 1
            ) said on true
            order by given.role = 'lead', lower(coalesce(person.name, given.email)), given.email, given.role, unit.code, given.is_named
            """,
            new { now },
            ct
        );

    /// <summary>Name, address or unit has the text, as a reader of the language sees them.</summary>
    public bool Matches(string text, Language language) =>
        new[] { Name, Email, UnitNames?.In(language.Code) }.Any(word =>
            word?.Contains(text, StringComparison.CurrentCultureIgnoreCase) == true
        );

    /// <summary>Without this role nobody could give access on a page any more.</summary>
    public static async Task<bool> IsLastToManageAsync(
        NpgsqlConnection connection,
        string email,
        string role,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var holders = await ListAsync(connection, now, ct);
        return Manages(role) && !holders.Any(holder => holder.LeftOn is null && Manages(holder.Role) && !IsThis(holder));

        bool IsThis(RoleHolder holder) => holder.Role == role && string.Equals(holder.Email, email, StringComparison.OrdinalIgnoreCase);

        bool Manages(string name) => RoleRights.Of(new HeldRole(name, [])).Any(given => given.Right == Right.ManageAccess);
    }
}
