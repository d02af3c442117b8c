using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>Everything that decides who is asked in a wave, as it is when the wave opens.</summary>
/// <param name="People">Every active person.</param>
/// <param name="Relationships">Those that the pulse names, by code.</param>
/// <param name="Pauses">(person, relationship) where the person asked to be left alone.</param>
/// <param name="LastAsked">When a person was last asked about a relationship; absent: never.</param>
public sealed record OpeningSituation(
    IReadOnlyList<OpeningPerson> People,
    UnitTree Units,
    IReadOnlyList<OpeningRelationship> Relationships,
    IReadOnlySet<(long Person, long Relationship)> Pauses,
    IReadOnlyDictionary<(long Person, long Relationship), DateOnly> LastAsked)
{
    /// <param name="now">The instant of opening; its day in the pulse's time zone decides who is active and who is to be left in peace.</param>
    public static async Task<OpeningSituation> LoadAsync(NpgsqlConnection connection, Pulse pulse, DateTimeOffset now, CancellationToken ct)
    {
        var day = LocalTime.DayOf(now, pulse.TimeZone);
        var units = await connection.ListAsync<UnitRow>("select id, parent_id from unit", null, ct);
        var relationships = await RelationshipsAsync(connection, pulse, ct);
        return new OpeningSituation(
            await PeopleAsync(connection, pulse, day, ct),
            new UnitTree(units.ToDictionary(unit => unit.Id, unit => unit.ParentId)),
            relationships,
            await PausesAsync(connection, day, ct),
            await LastAskedAsync(connection, relationships, pulse.TimeZone, ct));
    }

    private static Task<IReadOnlyList<OpeningPerson>> PeopleAsync(NpgsqlConnection connection, Pulse pulse, DateOnly day, CancellationToken ct) =>
        connection.ListAsync<OpeningPerson>("""
            select person.id, person.unit_id, person.employment, person.language, lower(person.email) as email,
                   opt_out.person_id is not null or person.unreachable_since is not null as opted_out,
                   recent.person_id is not null as quiet
            from person
            left join opt_out on opt_out.person_id = person.id and coalesce(opt_out.until, @day) >= @day
            left join (select distinct person_id from invitation where invited_at >= @quietSince) as recent on recent.person_id = person.id
            where coalesce(person.active_from, @day) <= @day and coalesce(person.active_to, @day) >= @day
            order by person.id
            """, new { day, quietSince = LocalTime.StartOf(day.AddDays(1 - pulse.QuietDays), pulse.TimeZone) }, ct);

    private static Task<IReadOnlyList<OpeningRelationship>> RelationshipsAsync(NpgsqlConnection connection, Pulse pulse, CancellationToken ct) =>
        connection.ListAsync<OpeningRelationship>("""
            select relationship.id, relationship.code, relationship.kind, provider_unit_id, customer_unit_id, newest.id as questionnaire_id,
                   provider.kind = 'partner' as provider_is_partner, lower(customer.lead_email) as customer_lead
            from relationship
            join unit as provider on provider.id = provider_unit_id
            join unit as customer on customer.id = customer_unit_id
            join lateral (select id from questionnaire where journey_id = relationship.journey_id order by version desc limit 1) as newest on true
            where '*' = any(@codes) or lower(relationship.code) = any(@codes)
            order by lower(relationship.code)
            """, new { codes = pulse.Relationships.Select(code => code.ToLowerInvariant()).ToArray() }, ct);

    private static async Task<IReadOnlySet<(long, long)>> PausesAsync(NpgsqlConnection connection, DateOnly day, CancellationToken ct) =>
        (await connection.ListAsync<PauseRow>(
            "select person_id, relationship_id from relationship_pause where until >= @day", new { day }, ct))
        .Select(pause => (pause.PersonId, pause.RelationshipId)).ToHashSet();

    private static async Task<IReadOnlyDictionary<(long, long), DateOnly>> LastAskedAsync(
        NpgsqlConnection connection, IReadOnlyList<OpeningRelationship> relationships, string timeZone, CancellationToken ct) =>
        (await connection.ListAsync<AskedRow>("""
            select invitation.person_id, invitation_relationship.relationship_id,
                   max((invitation.invited_at at time zone @timeZone)::date) as day
            from invitation
            join invitation_relationship on invitation_relationship.invitation_id = invitation.id
            where invitation_relationship.relationship_id = any(@ids)
            group by invitation.person_id, invitation_relationship.relationship_id
            """, new { timeZone, ids = relationships.Select(relationship => relationship.Id).ToArray() }, ct))
        .ToDictionary(asked => (asked.PersonId, asked.RelationshipId), asked => asked.Day);

    private sealed record UnitRow(long Id, long? ParentId);

    private sealed record PauseRow(long PersonId, long RelationshipId);

    private sealed record AskedRow(long PersonId, long RelationshipId, DateOnly Day);
}

/// <param name="Email">In lower case.</param>
/// <param name="OptedOut">Wants no e-mails, or none that was sent arrived.</param>
/// <param name="Quiet">Was invited within the pulse's quiet days.</param>
public sealed record OpeningPerson(long Id, long UnitId, string Employment, string Language, string Email, bool OptedOut, bool Quiet);

/// <param name="QuestionnaireId">The newest version of the journey.</param>
/// <param name="CustomerLead">E-mail of the customer unit's lead in lower case; null: none.</param>
public sealed record OpeningRelationship(
    long Id, string Code, string Kind, long ProviderUnitId, long CustomerUnitId, long QuestionnaireId, bool ProviderIsPartner, string? CustomerLead)
{
    public bool IsWithinTeam => Kind == "within_team";

    public bool IsPartner => Kind == "partner" || ProviderIsPartner;
}
