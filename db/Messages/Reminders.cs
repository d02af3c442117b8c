using Npgsql;
using Survey.Db.Holidays;
using Survey.Db.Zones;

namespace Survey.Db.Messages;

/// <summary>At most two reminders, at least two working days apart, to people who neither answered nor declined (rule C6).</summary>
public static class Reminders
{
    private const int WorkingDaysApart = 2;

    /// <summary>
    /// Queues due reminders: N days after the invitation was sent, at the wave's time of opening, in the sending hours. A second reminder
    /// too close to the first waits, and lapses when the wave closes. A paused pulse sends none. Returns their number.
    /// </summary>
    /// <exception cref="PartlyFailedException">Some waves failed; the reminders of the others were added.</exception>
    public static async Task<int> QueueDueAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var holidays = await HolidayCalendar.LoadAsync(connection, ct);
        var each = new IsolatedRuns(ct);
        foreach (var wave in await WaveDueForReminders.ListAsync(connection, now, ct))
        {
            await each.RunAsync(wave.Code, () => database.InTransactionAsync(adding => QueueAsync(adding, wave, holidays, now, ct), ct));
        }
        return each.Total();
    }

    private static async Task<int> QueueAsync(
        NpgsqlConnection connection,
        WaveDueForReminders wave,
        HolidayCalendar holidays,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var added = 0;
        foreach (var (index, days) in wave.Days.Index())
        {
            var due = (await DueAsync(connection, wave, index + 1, days, now, ct)).Where(candidate =>
                candidate.MayBeSentAt(now, wave, holidays.Of(candidate.TimeZone))
            );
            added += await AddAsync(connection, [.. due.Select(candidate => candidate.InvitationId)], $"reminder{index + 1}", now, ct);
        }
        return added;
    }

    private static Task<IReadOnlyList<Candidate>> DueAsync(
        NpgsqlConnection connection,
        WaveDueForReminders wave,
        int number,
        int days,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.ListAsync<Candidate>(
            """
            select wanted.invitation_id, person.time_zone, person.active_to, first.sent_at as last_reminded_at
            from wanted_mail(@now) as wanted
            join person on person.id = wanted.person_id
            join message as asking
                on asking.wave_id = @Id and asking.person_id = person.id and asking.kind = 'invitation' and asking.state = 'sent'
            left join message as first
                on first.wave_id = @Id and first.person_id = person.id and first.kind = 'reminder1'
            where wanted.wave_id = @Id and wanted.may_be_reminded and person.email is not null
              and asking.sent_at < @sentBefore and (@sentFrom::timestamptz is null or asking.sent_at >= @sentFrom)
              and (@number = 1 and first.id is null or @number = 2 and first.state = 'sent')
              and not exists (select from message as second
                              where second.wave_id = @Id and second.person_id = person.id and second.kind = 'reminder2')
            """,
            new
            {
                wave.Id,
                number,
                now,
                sentBefore = wave.SentBefore(days, now),
                sentFrom = wave.NoRemindersBefore is { } held ? wave.SentBefore(days, held) : (DateTimeOffset?)null,
            },
            ct
        );

    private static Task<int> AddAsync(
        NpgsqlConnection connection,
        Guid[] invitationIds,
        string kind,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.RunAsync(
            """
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
            """,
            new
            {
                invitationIds,
                kind,
                now,
            },
            ct
        );

    private sealed record Candidate(Guid InvitationId, string TimeZone, DateOnly? ActiveTo, DateTimeOffset? LastRemindedAt)
    {
        public bool MayBeSentAt(DateTimeOffset now, WaveDueForReminders wave, IReadOnlySet<DateOnly> holidays) =>
            !(ActiveTo < LocalTime.DayOf(now, TimeZone))
            && SendWindow.Next(now, TimeZone, wave.SendHours, wave.SendDays, holidays) == now
            && (
                LastRemindedAt is not { } last
                || SendWindow.AddWorkingDays(last, WorkingDaysApart, TimeZone, wave.SendDays, holidays) <= now
            );
    }
}
