using Survey.Db.Languages;
using Survey.Db.Pulses;
using Survey.Db.Relationships;
using Survey.Db.Results;

namespace Survey.Db.Cases;

/// <summary>A case for lists. Holds no figure.</summary>
public sealed record CaseRow
{
    /// <summary>Parameter @today.</summary>
    internal const string Select = """
        select service_case.id, relationship.id as relationship_id, relationship.code as relationship, relationship.kind,
               provider.code as provider_code, provider.names as provider, customer.code as customer_code, customer.names as customer,
               customer.parent_id is null as customer_is_root, questionnaire.document -> 'name' as service,
               coalesce(breakdown_point, 'overall') as item, step.name as step,
               wave.id as wave_id, wave.code as wave, wave_name(wave.pulse_id, wave.period) as wave_name,
               service_case.change, owner.id as owner_id, owner.name as owner, together.id as together_id, together.name as together,
               due_on, expected, service_case.state, service_case.version, service_case.opened_at, done_at, ended_at, recheck_wanted,
               recheck.code as recheck_wave, case when recheck.id is not null then wave_name(recheck.pulse_id, recheck.period) end
                   as recheck_wave_name,
               recheck_verdict as verdict, recheck_reason as reason,
               service_case.state in ('open', 'agreed') and due_on < @today as is_overdue
        from service_case
        join relationship on relationship.id = service_case.relationship_id
        join unit provider on provider.id = relationship.provider_unit_id
        join unit customer on customer.id = relationship.customer_unit_id
        join wave on wave.id = service_case.wave_id
        join wave_relationship asked on asked.wave_id = wave.id and asked.relationship_id = relationship.id
        join questionnaire on questionnaire.id = asked.questionnaire_id
        left join lateral (
            select point -> 'name' as name from jsonb_array_elements(questionnaire.document -> 'breakdownPoints') as point
            where point ->> 'code' = breakdown_point) as step on true
        left join wave recheck on recheck.id = recheck_wave_id
        left join person owner
          on owner_id is not null and owner.id = case_lead(relationship.provider_unit_id, owner_id, @today)
        left join person together
          on together_id is not null and together.id = case_lead(relationship.customer_unit_id, together_id, @today)
        """;

    public required Guid Id { get; init; }
    public required long RelationshipId { get; init; }
    public required string Relationship { get; init; }
    public required RelationshipKind Kind { get; init; }

    /// <summary>Units as they are today.</summary>
    public required string ProviderCode { get; init; }
    public required LocalizedText Provider { get; init; }
    public required string CustomerCode { get; init; }
    public required LocalizedText Customer { get; init; }
    public required bool CustomerIsRoot { get; init; }
    public required LocalizedText Service { get; init; }

    /// <summary>overall or a step's code.</summary>
    public required string Item { get; init; }

    /// <summary>Null: the overall rating.</summary>
    public LocalizedText? Step { get; init; }

    /// <summary>The wave whose figure it answers.</summary>
    public required long WaveId { get; init; }
    public required string Wave { get; init; }
    public required WaveName WaveName { get; init; }
    public required string Change { get; init; }

    /// <summary>Who owns it today: the owner, after that lead left the unit's lead; null: HR.</summary>
    public long? OwnerId { get; init; }
    public string? Owner { get; init; }

    /// <summary>The same of the customer.</summary>
    public long? TogetherId { get; init; }
    public string? Together { get; init; }
    public required DateOnly DueOn { get; init; }
    public double? Expected { get; init; }
    public required CaseState State { get; init; }
    public required int Version { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public required bool RecheckWanted { get; init; }

    /// <summary>Null until it is re-checked, like Verdict. Reason: only of "too few".</summary>
    public string? RecheckWave { get; init; }
    public WaveName? RecheckWaveName { get; init; }
    public Verdict? Verdict { get; init; }
    public RecheckReason? Reason { get; init; }
    public required bool IsOverdue { get; init; }

    /// <summary>Not ended: open, agreed or done.</summary>
    public bool GoesOn => State is CaseState.Open or CaseState.Agreed or CaseState.Done;
}
