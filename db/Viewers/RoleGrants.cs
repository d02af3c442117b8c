using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db.Viewers;

/// <param name="Unit">Code of the led unit; null for other roles.</param>
/// <param name="Source">granted, or lead_email of a unit.</param>
/// <param name="LeftOn">The person's last day, if it has passed: the role has ended.</param>
public sealed record GivenRole(string Email, string Role, string? Unit, string Source, DateOnly? LeftOn);

/// <summary>A unit's lead_email gives the role lead without a grant. Audited.</summary>
public static class RoleGrants
{
    public const string Hr = "hr";
    public const string Admin = "admin";
    public const string Lead = "lead";

    private static readonly Sentence Outsider = new("problems.access.outsider")
    {
        Command = "correct it, or add --outsider for somebody from outside",
    };

    /// <summary>Role: hr, admin or lead; unit for lead only. Outsider: the address may be no person's. False: granted before.</summary>
    /// <exception cref="RefusedException">The address is not valid, or is no person's, or there is no such unit.</exception>
    public static async Task<bool> GrantAsync(
        NpgsqlConnection connection,
        string role,
        string email,
        string? unit,
        bool outsider,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (EmailAddress.Problem(email) is { } problem)
        {
            throw new RefusedException(problem, "email");
        }
        email = EmailAddress.Normalize(email);
        if (!outsider && !await IsKnownAsync(connection, email, ct))
        {
            throw new RefusedException(new Sentence("problems.access.nobody", email).WithAdvice(Outsider));
        }
        var unitId = await UnitAsync(connection, unit, ct);
        var isNew =
            await connection.RunAsync(
                """
                insert into role_grant (email, role, unit_id, granted_at)
                values (lower(@email), @role, @unitId, @now)
                on conflict do nothing
                """,
                new
                {
                    email,
                    role,
                    unitId,
                    now,
                },
                ct
            ) > 0;
        if (isNew)
        {
            await AuditLog.AddAsync(connection, actor, Granted(role, unit), email.ToLowerInvariant(), now, ct);
        }
        return isNew;
    }

    /// <summary>Holds from the next request on (rule F4). For lead also removes the address from the unit's lead_email.</summary>
    /// <exception cref="RefusedException">There is no such unit.</exception>
    public static async Task<(bool WasGranted, bool WasNamed)> RevokeAsync(
        NpgsqlConnection connection,
        string role,
        string email,
        string? unit,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        email = EmailAddress.Normalize(email);
        var unitId = await UnitAsync(connection, unit, ct);
        var granted =
            await connection.RunAsync(
                """
                delete from role_grant where lower(email) = lower(@email) and role = @role and unit_id is not distinct from @unitId
                """,
                new
                {
                    email,
                    role,
                    unitId,
                },
                ct
            ) > 0;
        var named =
            await connection.RunAsync(
                "update unit set lead_email = null where id = @unitId and lower(lead_email) = lower(@email)",
                new { email, unitId },
                ct
            ) > 0;
        if (granted || named)
        {
            await AuditLog.AddAsync(connection, actor, Revoked(role, unit), email.ToLowerInvariant(), now, ct);
        }
        return (granted, named);
    }

    public static Task<IReadOnlyList<GivenRole>> ListAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.ListAsync<GivenRole>(
            """
            select given.email, given.role, unit.code as unit, given.source, person.active_to as left_on
            from (select lower(email) as email, role, unit_id, 'granted' as source from role_grant
                  union all
                  select lower(lead_email), 'lead', id, 'lead_email' from unit where lead_email is not null) as given
            left join unit on unit.id = given.unit_id
            left join person on lower(person.email) = given.email and person.active_to < (@now at time zone 'UTC')::date
            order by given.email, given.role, unit.code, given.source
            """,
            new { now },
            ct
        );

    private static Task<bool> IsKnownAsync(NpgsqlConnection connection, string email, CancellationToken ct) =>
        connection.OneAsync<bool>(
            """
            select not exists (select from person) or exists (select from person where lower(email) = lower(@email))
            """,
            new { email },
            ct
        );

    private static async Task<long?> UnitAsync(NpgsqlConnection connection, string? unit, CancellationToken ct) =>
        unit is null
            ? null
            : await connection.FindAsync<long?>("select id from unit where lower(code) = lower(@unit)", new { unit }, ct)
                ?? throw new RefusedException(new Sentence("problems.unit.unknown", Codes.Shorten(unit)), "unit");

    internal static string Granted(string role, string? unit) => $"granted {Name(role, unit)}";

    internal static string Revoked(string role, string? unit) => $"revoked {Name(role, unit)}";

    private static string Name(string role, string? unit) => unit is null ? role : $"{role} of {unit}";
}
