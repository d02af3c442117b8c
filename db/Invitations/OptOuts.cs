using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db.Invitations;

/// <param name="IsOptedOut">No survey e-mails at all, or none until <paramref name="PausedUntil"/>.</param>
/// <param name="PausedUntil">The last day of a pause; null: no end.</param>
/// <param name="CanDecline">The wave is open and the invitation not answered, so reminders may follow.</param>
public sealed record InvitedPerson(
    Guid InvitationId,
    long WaveId,
    long PersonId,
    string Language,
    string TimeZone,
    DateTimeOffset ClosesAt,
    bool IsOptedOut,
    DateOnly? PausedUntil,
    bool IsDeclined,
    bool CanDecline
);

/// <summary>An invitation that was sent stays valid and in the denominator after opting out (rule B6).</summary>
public static class OptOuts
{
    public const int PauseMonths = 3;

    public static Task<InvitedPerson?> FindAsync(
        NpgsqlConnection connection,
        Guid invitationId,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.FindAsync<InvitedPerson>(
            """
            select invitation.id as invitation_id, wave.id as wave_id, person.id as person_id,
                   invitation.language, person.time_zone, wave.closes_at,
                   stopped.person_id is not null as is_opted_out, stopped.until as paused_until,
                   exists (select from declined where declined.wave_id = wave.id and declined.invitation_id = invitation.id) as is_declined,
                   wave.state = 'open' and wave.closes_at > @now and not exists (
                       select from answered where answered.wave_id = wave.id and answered.invitation_id = invitation.id) as can_decline
            from invitation
            join wave on wave.id = invitation.wave_id
            join person on person.id = invitation.person_id
            left join opted_out(@today) as stopped on stopped.person_id = person.id
            where invitation.id = @invitationId
            """,
            new
            {
                invitationId,
                now,
                today = Today(now),
            },
            ct
        );

    /// <summary>Also cancels survey e-mails that wait. Repeating changes nothing.</summary>
    public static Task AddAsync(NpgsqlConnection connection, long personId, CancellationToken ct) =>
        StopAsync(connection, personId, null, ct);

    public static Task PauseAsync(NpgsqlConnection connection, long personId, DateTimeOffset now, CancellationToken ct) =>
        StopAsync(connection, personId, PauseEnd(now), ct);

    public static DateOnly PauseEnd(DateTimeOffset now) => Today(now).AddMonths(PauseMonths);

    /// <summary>The next survey asks the person again. Cancelled e-mails stay cancelled.</summary>
    public static Task RemoveAsync(NpgsqlConnection connection, long personId, CancellationToken ct) =>
        connection.RunAsync("delete from opt_out where person_id = @personId", new { personId }, ct);

    private static async Task StopAsync(NpgsqlConnection connection, long personId, DateOnly? until, CancellationToken ct)
    {
        await connection.RunAsync(
            """
            insert into opt_out (person_id, until) values (@personId, @until)
            on conflict (person_id) do update set until = excluded.until
            """,
            new { personId, until },
            ct
        );
        await connection.RunAsync(
            """
            update message set state = 'cancelled'
            where person_id = @personId and unsealed_wave_id is not null and state in ('queued', 'deferred')
            """,
            new { personId },
            ct
        );
    }

    private static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
