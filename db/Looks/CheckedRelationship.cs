using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Pulses;
using Survey.Db.Relationships;

namespace Survey.Db.Looks;

/// <summary>When the results of a relationship were looked at, and when they are to be looked at next (rule E7). Days are of UTC.</summary>
/// <param name="MeasuredOn">Closing day of its last sealed wave, also of imported history; null: never measured.</param>
/// <param name="DueWave">Code of the last wave, if nobody has looked at it; null: no look is due.</param>
/// <param name="DueOn">Counted from the first sealing after the last look, so that a later wave gives no new time.</param>
/// <param name="LookedWave">Code of the last wave that was looked at; null: none.</param>
/// <param name="LookedBy">Null: nobody looked, or somebody who is no person here.</param>
public sealed record CheckedRelationship(
    long Id,
    string Code,
    RelationshipKind Kind,
    long ProviderId,
    string Provider,
    LocalizedText ProviderNames,
    string Customer,
    LocalizedText CustomerNames,
    bool CustomerIsRoot,
    LocalizedText Service,
    DateOnly? MeasuredOn,
    string? DueWave,
    WaveName? DueWaveName,
    DateOnly? DueOn,
    string? LookedWave,
    DateOnly? LookedOn,
    string? LookedBy,
    LookOutcome? Outcome
)
{
    /// <summary>Results that are older need no look any more.</summary>
    private const int MonthsOfInterest = 12;

    public bool IsDue => DueOn is not null;

    public bool IsOverdue(DateOnly today) => DueOn < today;

    /// <summary>Relationships that go on, of open units: the first due first, then those that are not due by provider.</summary>
    public static Task<IReadOnlyList<CheckedRelationship>> ListAsync(
        NpgsqlConnection connection,
        DateTimeOffset now,
        int withinDays,
        CancellationToken ct
    ) => ReadAsync(connection, null, now, withinDays, ct);

    /// <returns>Null: there is none, it has ended, or its provider is closed.</returns>
    public static async Task<CheckedRelationship?> FindAsync(
        NpgsqlConnection connection,
        string code,
        DateTimeOffset now,
        int withinDays,
        CancellationToken ct
    ) => (await ReadAsync(connection, code, now, withinDays, ct)).SingleOrDefault();

    private static Task<IReadOnlyList<CheckedRelationship>> ReadAsync(
        NpgsqlConnection connection,
        string? code,
        DateTimeOffset now,
        int withinDays,
        CancellationToken ct
    ) =>
        connection.ListAsync<CheckedRelationship>(
            """
            with look as (
                select relationship_id, wave_id, looked_at, person_id, 'nothing_to_do' as outcome from relationship_look
                union all
                select relationship_id, wave_id, opened_at, opened.person_id, 'case'
                from service_case
                left join service_case_event opened on opened.case_id = service_case.id and opened.kind = 'opened'
            )
            select relationship.id, relationship.code, relationship.kind,
                   provider.id as provider_id, provider.code as provider, provider.names as provider_names,
                   customer.code as customer, customer.names as customer_names, customer.parent_id is null as customer_is_root,
                   newest.names as service, (measured.at at time zone 'UTC')::date as measured_on,
                   pending.code as due_wave, pending.name as due_wave_name,
                   (pending.since at time zone 'UTC')::date + @withinDays as due_on,
                   last.code as looked_wave, (last.looked_at at time zone 'UTC')::date as looked_on, last.name as looked_by, last.outcome
            from relationship
            join unit provider on provider.id = relationship.provider_unit_id and provider.closed_on is null
            join unit customer on customer.id = relationship.customer_unit_id
            join lateral (
                select document -> 'name' as names from questionnaire where journey_id = relationship.journey_id
                order by version desc limit 1
            ) newest on true
            left join lateral (
                select look.wave_id, look.looked_at, look.outcome, person.name, wave.code, wave.closed_at
                from look
                join wave on wave.id = look.wave_id
                left join person on person.id = look.person_id
                where look.relationship_id = relationship.id
                order by wave.closed_at desc, wave.id desc, look.outcome
                limit 1
            ) last on true
            left join lateral (
                select wave.code, wave_name(wave.pulse_id, wave.period) as name, min(wave.sealed_at) over () as since
                from wave_relationship asked
                join wave on wave.id = asked.wave_id
                where asked.relationship_id = relationship.id and asked.not_asked is null
                  and wave.state = 'sealed' and wave.pulse_id is not null and wave.sealed_at > @interesting
                  and (last.wave_id is null or (wave.closed_at, wave.id) > (last.closed_at, last.wave_id))
                order by wave.closed_at desc, wave.id desc
                limit 1
            ) pending on true
            left join lateral (
                select max(wave.closed_at) as at
                from wave_relationship asked
                join wave on wave.id = asked.wave_id and wave.state = 'sealed'
                where asked.relationship_id = relationship.id and asked.not_asked is null
            ) measured on true
            where relationship.ended_on is null and (@code::text is null or lower(relationship.code) = lower(@code))
            order by pending.since, lower(provider.names ->> 'en'), customer.parent_id is not null, lower(customer.names ->> 'en'),
                     relationship.id
            """,
            new
            {
                code,
                withinDays,
                interesting = now.AddMonths(-MonthsOfInterest),
            },
            ct
        );
}
