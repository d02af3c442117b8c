using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.LeadMails;

/// <summary>A mail about results or cases, and what its reader may see when it is written.</summary>
/// <param name="Wave">Code.</param>
public sealed record LeadMail(LeadMailKind Kind, long PersonId, string Wave, Viewer Reader)
{
    /// <returns>Null: there is no such mail, or its reader has no role any more.</returns>
    public static async Task<LeadMail?> FindAsync(NpgsqlConnection connection, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var roles = await connection.ListAsync<MailRole>(
            """
            select mail.kind, mail.person_id, wave.code as wave, lower(person.email) as email, given.role,
                   coalesce(array_agg(distinct line.unit_id) filter (where line.unit_id is not null), '{}') as unit_ids
            from lead_mail as mail
            join wave on wave.id = mail.wave_id
            join person on person.id = mail.person_id
            join viewer_role((@now at time zone 'UTC')::date) as given on given.email = lower(person.email)
            left join unit_ancestor line on line.ancestor_id = given.unit_id
            where mail.id = @id
            group by mail.kind, mail.person_id, wave.code, person.email, given.role
            """,
            new { id, now },
            ct
        );
        return roles is not [var first, ..]
            ? null
            : new(
                first.Kind,
                first.PersonId,
                first.Wave,
                Viewer.InRoles(first.Email, roles.Select(role => new HeldRole(role.Role, role.UnitIds)))
            );
    }

    private sealed record MailRole
    {
        public required LeadMailKind Kind { get; init; }
        public required long PersonId { get; init; }
        public required string Wave { get; init; }
        public required string Email { get; init; }
        public required string Role { get; init; }
        public required long[] UnitIds { get; init; }
    }
}
