using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Relationships;

namespace Survey.Db.Structure;

/// <param name="JourneyNames">Of the newest questions of its kind of service.</param>
/// <param name="LastWave">Code of the last opened wave that asked about it; null: never asked.</param>
/// <param name="LastOpened">When that wave opened, in UTC.</param>
public sealed record ListedRelationship(
    long Id,
    string Code,
    RelationshipKind Kind,
    long ProviderId,
    string Provider,
    LocalizedText ProviderNames,
    long CustomerId,
    string Customer,
    LocalizedText CustomerNames,
    bool CustomerIsRoot,
    string Journey,
    LocalizedText JourneyNames,
    string? OwnerEmail,
    DateOnly? EndedOn,
    string? LastWave,
    DateOnly? LastOpened
)
{
    public bool GoesOn => EndedOn is null;

    public static Task<IReadOnlyList<ListedRelationship>> AllAsync(NpgsqlConnection connection, CancellationToken ct) =>
        ListAsync(connection, null, ct);

    public static async Task<ListedRelationship?> FindAsync(NpgsqlConnection connection, string code, CancellationToken ct) =>
        (await ListAsync(connection, code, ct)).SingleOrDefault();

    private static Task<IReadOnlyList<ListedRelationship>> ListAsync(NpgsqlConnection connection, string? code, CancellationToken ct) =>
        connection.ListAsync<ListedRelationship>(
            """
            select relationship.id, relationship.code, relationship.kind,
                   provider.id as provider_id, provider.code as provider, provider.names as provider_names,
                   customer.id as customer_id, customer.code as customer, customer.names as customer_names,
                   customer.parent_id is null as customer_is_root,
                   journey.code as journey, newest.names as journey_names, relationship.owner_email, relationship.ended_on,
                   last.code as last_wave, (last.opened_at at time zone 'UTC')::date as last_opened
            from relationship
            join unit provider on provider.id = provider_unit_id
            join unit customer on customer.id = customer_unit_id
            join journey on journey.id = relationship.journey_id
            join lateral (
                select document -> 'name' as names from questionnaire where journey_id = journey.id order by version desc limit 1
            ) newest on true
            left join lateral (
                select wave.code, coalesce(wave.opened_at, wave.opens_at) as opened_at
                from wave_relationship
                join wave on wave.id = wave_relationship.wave_id
                where wave_relationship.relationship_id = relationship.id and wave_relationship.not_asked is null
                  and wave.state in ('open', 'closed', 'sealed')
                order by wave.opens_at desc
                limit 1
            ) last on true
            where @code::text is null or lower(relationship.code) = lower(@code)
            order by lower(provider.names ->> 'en'), customer.parent_id is not null, lower(customer.names ->> 'en'), relationship.id
            """,
            new { code },
            ct
        );
}

/// <summary>A kind of service, by its newest questions.</summary>
public sealed record ListedJourney(string Code, LocalizedText Names)
{
    public static Task<IReadOnlyList<ListedJourney>> AllAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<ListedJourney>(
            """
            select journey.code, newest.names
            from journey
            join lateral (
                select document -> 'name' as names from questionnaire where journey_id = journey.id order by version desc limit 1
            ) newest on true
            order by lower(newest.names ->> 'en'), journey.id
            """,
            null,
            ct
        );
}
