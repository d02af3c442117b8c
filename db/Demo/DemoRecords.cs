using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db.Demo;

/// <param name="Role">hr or lead.</param>
public sealed record DemoAccount(string Role, string Email, string Name);

/// <param name="Id">Of the invitation.</param>
/// <param name="Department">Code of the unit below the root to which the person belongs.</param>
public sealed record DemoInvitation(Guid Id, string Department);

/// <summary>What only the demo reads and writes.</summary>
public static class DemoRecords
{
    public const string Started = "demo started";
    public const string Finished = "demo finished";

    /// <summary>True: the database is empty, or a load of the demo was interrupted.</summary>
    public static Task<bool> HasRoomAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<bool>(
            """
            select not exists (select from unit)
                or exists (select from audit_log where action = @Started) and not exists (select from audit_log where action = @Finished)
            """,
            new { Started, Finished },
            ct
        );

    /// <param name="action"><see cref="Started"/> or <see cref="Finished"/>.</param>
    public static Task<int> NoteAsync(NpgsqlConnection connection, string action, DateTimeOffset now, CancellationToken ct) =>
        connection.RunAsync(
            "insert into audit_log (at, actor, action, subject) values (@now, 'console', @action, 'demo')",
            new { now, action },
            ct
        );

    /// <returns>Empty unless the demo is loaded.</returns>
    public static Task<IReadOnlyList<DemoAccount>> AccountsAsync(
        NpgsqlConnection connection,
        string hr,
        string lead,
        CancellationToken ct
    ) =>
        connection.ListAsync<DemoAccount>(
            """
            select case when email = @hr then 'hr' else 'lead' end as role, email, name
            from person
            where email in (@hr, @lead) and exists (select from audit_log where action = @Finished)
            order by role
            """,
            new
            {
                hr,
                lead,
                Finished,
            },
            ct
        );

    public static Task<LocalizedText> OrganisationAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<LocalizedText>("select names from unit where parent_id is null", null, ct);

    /// <returns>Empty once the wave is closed.</returns>
    public static Task<IReadOnlyList<DemoInvitation>> InvitationsAsync(NpgsqlConnection connection, string wave, CancellationToken ct) =>
        connection.ListAsync<DemoInvitation>(
            """
            select invitation.id, case when parent.parent_id is null then unit.code else parent.code end as department
            from invitation
            join wave on wave.id = invitation.wave_id and wave.state = 'open' and wave.code = @wave
            join person on person.id = invitation.person_id
            join unit on unit.id = person.unit_id
            left join unit parent on parent.id = unit.parent_id
            order by person.email
            """,
            new { wave },
            ct
        );

    public static Task<int> MarkSentAsync(NpgsqlConnection connection, string wave, DateTimeOffset at, CancellationToken ct) =>
        connection.RunAsync(
            """
            update message set state = 'sent', sent_at = @at, attempts = 1
            from wave
            where wave.id = message.wave_id and wave.code = @wave and message.state = 'queued'
            """,
            new { wave, at },
            ct
        );

    /// <summary>Mails of thanks that were passed on in the past.</summary>
    public static Task<int> MarkPassedOnAsync(NpgsqlConnection connection, DateTimeOffset at, CancellationToken ct) =>
        connection.RunAsync(
            "update message set state = 'sent', sent_at = @at, attempts = 1 where kind = 'recognition' and state = 'queued'",
            new { at },
            ct
        );
}
