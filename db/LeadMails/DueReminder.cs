using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Pulses;

namespace Survey.Db.LeadMails;

public enum DueReminderKind
{
    NotTakenUp,
    WeekBefore,
    DaysBefore,
    Overdue,
    NotLooked,
}

/// <summary>
/// What a mail about cases says of one case, of a missed promise without a case, or of results that nobody looked at. Holds no
/// figure.
/// </summary>
/// <param name="CaseId">Null: there is no case, as Change.</param>
/// <param name="Step">Null: the overall rating.</param>
public sealed record DueReminder(
    DueReminderKind Kind,
    Guid? CaseId,
    string? Change,
    DateOnly DueOn,
    string Relationship,
    LocalizedText Provider,
    LocalizedText Customer,
    bool CustomerIsRoot,
    bool IsWithinTeam,
    LocalizedText Service,
    LocalizedText? Step,
    string Wave,
    WaveName WaveName
)
{
    public bool IsOverdue => Kind == DueReminderKind.Overdue;

    /// <summary>Of that mail, as far as they are still due: a case may have ended meanwhile. The most urgent first.</summary>
    public static async Task<IReadOnlyList<DueReminder>> OfMailAsync(
        NpgsqlConnection connection,
        Guid mailId,
        int lookWithinDays,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var looks = await OverdueLooks.ReadAsync(connection, lookWithinDays, now, ct);
        return await connection.ListAsync<DueReminder>(
            $"""
            select due.kind, due.case_id, service_case.change, due.due_on, relationship.code as relationship,
                   provider.names as provider, customer.names as customer, customer.parent_id is null as customer_is_root,
                   relationship.kind = 'within_team' as is_within_team,
                   questionnaire.document -> 'name' as service, step.name as step,
                   wave.code as wave, wave_name(wave.pulse_id, wave.period) as wave_name
            from case_reminder as told
            join (select * from due_case_reminder(@today) union all {OverdueLooks.Query}) as due
              on due.person_id = told.person_id and due.case_id is not distinct from told.case_id
             and (due.kind = 'not_looked') = (told.kind = 'not_looked')
             and (due.wave_id, due.relationship_id, due.item) = (told.wave_id, told.relationship_id, told.item)
            left join service_case on service_case.id = due.case_id
            join relationship on relationship.id = due.relationship_id
            join unit provider on provider.id = relationship.provider_unit_id
            join unit customer on customer.id = relationship.customer_unit_id
            join wave on wave.id = due.wave_id
            join wave_relationship asked on asked.wave_id = wave.id and asked.relationship_id = relationship.id
            join questionnaire on questionnaire.id = asked.questionnaire_id
            left join lateral (
                select point -> 'name' as name from jsonb_array_elements(questionnaire.document -> 'breakdownPoints') as point
                where point ->> 'code' = due.item) as step on true
            left join case_mail_choice as chosen on chosen.person_id = told.person_id
            where told.mail_id = @mailId and chosen.choice is distinct from 'none'
            order by due.kind <> 'overdue', due.kind in ('not_taken_up', 'not_looked'), due.due_on, lower(relationship.code), due.item
            """,
            new
            {
                mailId,
                looks.Emails,
                looks.Relationships,
                looks.Waves,
                looks.Days,
                today = DateOnly.FromDateTime(now.UtcDateTime),
            },
            ct
        );
    }
}
