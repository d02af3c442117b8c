using Npgsql;
using Survey.Db.Messages;

namespace Survey.Db.LeadMails;

/// <summary>Reminders of cases and looks: one mail for each person with all that is due, at most one in a week (rule E4).</summary>
internal static class CaseMails
{
    private const int LockClass = 1_213_820_455;
    private const int DaysToSend = 6;

    public static async Task<int> QueueDueAsync(NpgsqlConnection connection, int lookWithinDays, DateTimeOffset now, CancellationToken ct)
    {
        // Two schedulers would find the same people.
        await connection.RunAsync("select pg_advisory_xact_lock(@LockClass, 0)", new { LockClass }, ct);
        var looks = await OverdueLooks.ReadAsync(connection, lookWithinDays, now, ct);
        return await connection.RunAsync(
            $"""
            with due as materialized (
                select due.*
                from (select * from due_case_reminder(@today) union all {OverdueLooks.Query}) as due
                left join case_mail_choice as chosen on chosen.person_id = due.person_id
                where case coalesce(chosen.choice, 'at_once')
                          when 'at_once' then true when 'weekly' then extract(isodow from @today::date) = 1 else false end
                  and not exists (
                      select from case_reminder as told
                      where (told.person_id, told.kind, told.wave_id, told.relationship_id, told.item, told.due_on)
                          = (due.person_id, due.kind, due.wave_id, due.relationship_id, due.item, due.due_on)
                        and told.case_id is not distinct from due.case_id)
                  and not exists (
                      select from lead_mail as last join {MessagePartitions.Kept} as message on message.id = last.id
                      where last.kind = 'cases' and last.person_id = due.person_id
                        and (message.state in ('queued', 'deferred', 'sending')
                             or message.state <> 'cancelled' and coalesce(message.sent_at, message.queued_at) > @weekAgo))
            ), mail as (
                insert into lead_mail (id, kind, person_id, wave_id, queued_on)
                select gen_random_uuid(), 'cases', person_id, wave_id, @today
                from (select distinct on (person_id) person_id, wave_id
                      from due order by person_id, kind <> 'overdue', kind in ('not_taken_up', 'not_looked'), due_on, wave_id) as urgent
                returning id, person_id
            ), told as (
                insert into case_reminder (mail_id, person_id, kind, case_id, wave_id, relationship_id, item, due_on)
                select mail.id, due.person_id, due.kind, due.case_id, due.wave_id, due.relationship_id, due.item, due.due_on
                from due join mail on mail.person_id = due.person_id
            )
            insert into message (id, kind, person_id, address, language, state, not_before, give_up_at, queued_at)
            select mail.id, 'cases', person.id, person.email, person.language, 'queued', @now, @giveUpAt, @now
            from mail join person on person.id = mail.person_id
            """,
            new
            {
                looks.Emails,
                looks.Relationships,
                looks.Waves,
                looks.Days,
                today = DateOnly.FromDateTime(now.UtcDateTime),
                now,
                weekAgo = now.AddDays(-7),
                giveUpAt = now.AddDays(DaysToSend),
            },
            ct
        );
    }
}
