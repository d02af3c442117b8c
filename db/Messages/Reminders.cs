using Npgsql;
using Survey.Db.Holidays;

namespace Survey.Db.Messages;

/// <summary>Reminds those who have neither answered nor said "not this time": at most twice, at least two working days apart (rule C6).</summary>
public static class Reminders
{
    private const int WorkingDaysApart = 2;

    /// <summary>
    /// Puts every reminder on the queue that is due: so many days after the person's invitation was sent, at the time of day at which
    /// the wave opened, within the pulse's hours and days. A second one too close to the first waits, and lapses when the wave closes.
    /// </summary>
    /// <returns>How many reminders were added.</returns>
    public static async Task<int> QueueDueAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        var added = 0;
        var holidays = await HolidayCalendar.LoadAsync(connection, ct);
        foreach (var number in (int[])[1, 2])
        {
            var due = (await DueAsync(connection, number, now, ct)).Where(candidate => candidate.MayBeSentAt(now, holidays.Of(candidate.TimeZone)));
            added += await AddAsync(connection, [.. due.Select(candidate => candidate.InvitationId)], $"reminder{number}", now, ct);
        }
        return added;
    }

    private static Task<IReadOnlyList<Candidate>> DueAsync(NpgsqlConnection connection, int number, DateTimeOffset now, CancellationToken ct) =>
        connection.ListAsync<Candidate>("""
            select invitation.id as invitation_id, person.time_zone, pulse.send_hours, pulse.send_days, first.sent_at as last_reminded_at
            from wave
            join pulse on pulse.id = wave.pulse_id
            cross join lateral (select (array(select distinct unnest(pulse.remind_after_days) order by 1))[@number] as after_days) as remind
            join invitation on invitation.wave_id = wave.id
            join person on person.id = invitation.person_id
            join message as asking
                on asking.wave_id = wave.id and asking.person_id = person.id and asking.kind = 'invitation' and asking.state = 'sent'
            cross join lateral (
                select ((asking.sent_at at time zone pulse.time_zone)::date + remind.after_days
                        + (wave.opens_at at time zone pulse.time_zone)::time) at time zone pulse.time_zone as at) as due
            left join message as first
                on first.wave_id = wave.id and first.person_id = person.id and first.kind = 'reminder1'
            where wave.state = 'open' and wave.closes_at > @now and wave.mails_held_since is null and person.email is not null
              and due.at <= @now and (due.at > wave.no_reminders_before) is not false
              and (@number = 1 and first.id is null or @number = 2 and first.state = 'sent')
              and not exists (select from message as second
                              where second.wave_id = wave.id and second.person_id = person.id and second.kind = 'reminder2')
              and not exists (select from answered where answered.wave_id = wave.id and answered.invitation_id = invitation.id)
              and not exists (select from declined where declined.wave_id = wave.id and declined.invitation_id = invitation.id)
              and not exists (select from opt_out where opt_out.person_id = person.id
                              and (opt_out.until is null or opt_out.until >= (@now at time zone 'UTC')::date))
            """, new { number, now }, ct);

    private static Task<int> AddAsync(NpgsqlConnection connection, Guid[] invitationIds, string kind, DateTimeOffset now, CancellationToken ct) =>
        connection.RunAsync("""
            insert into message (
                id, kind, wave_id, unsealed_wave_id, person_id, address, language, state, not_before, give_up_at, queued_at, letter_version)
            select gen_random_uuid(), @kind, wave.id, wave.id, person.id, person.email, invitation.language, 'queued',
                   @now, wave.closes_at, @now, newest.version
            from invitation
            join wave on wave.id = invitation.wave_id
            join person on person.id = invitation.person_id
            left join (select pulse_id, max(id) as version from pulse_letter group by pulse_id) as newest on newest.pulse_id = wave.pulse_id
            where invitation.id = any(@invitationIds)
            on conflict do nothing
            """, new { invitationIds, kind, now }, ct);

    private sealed record Candidate
    {
        public required Guid InvitationId { get; init; }
        public required string TimeZone { get; init; }
        public string? SendHours { get; init; }
        public int[]? SendDays { get; init; }
        public DateTimeOffset? LastRemindedAt { get; init; }

        public bool MayBeSentAt(DateTimeOffset now, IReadOnlySet<DateOnly> holidays) =>
            SendWindow.Next(now, TimeZone, SendHours, SendDays, holidays) == now
            && (LastRemindedAt is not { } last || SendWindow.AddWorkingDays(last, WorkingDaysApart, TimeZone, SendDays, holidays) <= now);
    }
}
