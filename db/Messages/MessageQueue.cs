using Npgsql;
using Survey.Db.Holidays;

namespace Survey.Db.Messages;

/// <summary>Puts mails on the queue: one row per mail, in the caller's transaction.</summary>
public static class MessageQueue
{
    /// <summary>The mail with the link of a sign-in; it is sent before all others and given up when the link expires.</summary>
    /// <param name="signInId">A row of sign_in, written before.</param>
    public static async Task AddSignInAsync(
        NpgsqlConnection connection, string email, string language, Guid signInId, DateTimeOffset now, CancellationToken ct)
    {
        await connection.RunAsync("""
            insert into message (id, kind, sign_in_id, person_id, address, language, state, not_before, give_up_at, queued_at)
            select gen_random_uuid(), 'sign_in', sign_in.id, person.id, @email, @language, 'queued', @now, sign_in.expires_at, @now
            from sign_in
            left join person on lower(person.email) = lower(@email)
            where sign_in.id = @signInId
            """, new { email, language, signInId, now }, ct);
        await SignInSignal.SendAsync(connection, ct);
    }

    /// <summary>
    /// A mail for each invitation of a wave that opens, not before the pulse's hours and days where the person is.
    /// </summary>
    /// <returns>How many mails were added.</returns>
    public static async Task<int> AddInvitationsAsync(NpgsqlConnection connection, long waveId, DateTimeOffset now, CancellationToken ct)
    {
        var zones = await connection.ListAsync<ZoneWindow>("""
            select distinct person.time_zone, pulse.send_hours, pulse.send_days
            from invitation
            join person on person.id = invitation.person_id
            join wave on wave.id = invitation.wave_id
            join pulse on pulse.id = wave.pulse_id
            where invitation.wave_id = @waveId
            """, new { waveId }, ct);
        var holidays = await HolidayCalendar.LoadAsync(connection, ct);
        return await connection.RunAsync("""
            insert into message (id, kind, wave_id, person_id, invitation_id, address, language, state, not_before, give_up_at, queued_at, letter_version)
            select gen_random_uuid(), 'invitation', wave.id, person.id, invitation.id, person.email, invitation.language, 'queued',
                   zone.not_before, wave.closes_at, @now,
                   (select max(letter.id) from pulse_letter as letter join wave as asking using (pulse_id) where asking.id = @waveId)
            from invitation
            join person on person.id = invitation.person_id
            join wave on wave.id = invitation.wave_id
            join unnest(@names, @notBefore) as zone (name, not_before) on zone.name = person.time_zone
            where invitation.wave_id = @waveId
            """, new
        {
            waveId,
            now,
            names = zones.Select(zone => zone.TimeZone).ToArray(),
            notBefore = zones.Select(zone => SendWindow.Next(now, zone.TimeZone, zone.SendHours, zone.SendDays, holidays.Of(zone.TimeZone)).ToUniversalTime()).ToArray(),
        }, ct);
    }

    /// <summary>
    /// Sends an invitation that failed or came back once more, to the address its person has now; the person counts as reachable.
    /// </summary>
    /// <returns>False when there is no such invitation, it did not fail, or its wave can't be answered any more.</returns>
    public static async Task<bool> SendAgainAsync(NpgsqlConnection connection, Guid messageId, DateTimeOffset now, CancellationToken ct) =>
        await connection.OneAsync<int>("""
            with again as (
                update message
                set state = 'queued', attempts = 0, reason = null, status_code = null, not_before = @now,
                    address = coalesce((select email from person where person.id = message.person_id), address)
                where id = @messageId and kind = 'invitation' and state in ('failed', 'bounced')
                  and exists (select from wave where wave.id = message.wave_id and state = 'open' and closes_at > @now)
                returning person_id
            ), reachable as (
                update person set hard_bounces = 0, unreachable_since = null from again where person.id = again.person_id
            )
            select count(*)::int from again
            """, new { messageId, now }, ct) == 1;

    private sealed record ZoneWindow
    {
        public required string TimeZone { get; init; }
        public string? SendHours { get; init; }
        public int[]? SendDays { get; init; }
    }
}
