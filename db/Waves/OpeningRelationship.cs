using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Relationships;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves;

/// <summary>A relationship of a pulse when a wave opens, with its journey's newest questionnaire.</summary>
/// <param name="CustomerLead">E-mail of the customer unit's lead in lower case; null: none.</param>
public sealed record OpeningRelationship(
    long Id,
    string Code,
    RelationshipKind Kind,
    long ProviderUnitId,
    long CustomerUnitId,
    long QuestionnaireId,
    bool ProviderIsPartner,
    string? CustomerLead
)
{
    public Expectation Expectation { get; init; } = Expectation.FirstTime;

    /// <summary>When this pulse last asked about it; null: never.</summary>
    public DateTimeOffset? LastTurn { get; init; }

    public bool IsWithinTeam => Kind == RelationshipKind.WithinTeam;

    public bool IsPartner => Kind == RelationshipKind.Partner || ProviderIsPartner;

    internal static async Task<IReadOnlyList<OpeningRelationship>> ListAsync(NpgsqlConnection connection, Pulse pulse, CancellationToken ct)
    {
        var relationships = await connection.ListAsync<OpeningRelationship>(
            """
            select relationship.id, relationship.code, relationship.kind, provider_unit_id, customer_unit_id, newest.id as questionnaire_id,
                   provider.kind = 'partner' as provider_is_partner, lower(customer.lead_email) as customer_lead
            from relationship
            join unit as provider on provider.id = provider_unit_id
            join unit as customer on customer.id = customer_unit_id
            join lateral (select id from questionnaire where journey_id = relationship.journey_id order by version desc limit 1)
                 as newest on true
            where ended_on is null and ('*' = any(@codes) or lower(relationship.code) = any(@codes))
            order by lower(relationship.code)
            """,
            new { codes = pulse.Relationships.Select(code => code.ToLowerInvariant()).ToArray() },
            ct
        );
        var results = (await LastResultsAsync(connection, ct)).ToDictionary(row => row.RelationshipId);
        var turns = (await LastTurnsAsync(connection, pulse, ct)).ToDictionary(row => row.RelationshipId, row => row.OpenedAt);
        return
        [
            .. relationships.Select(relationship =>
                relationship with
                {
                    Expectation = results.GetValueOrDefault(relationship.Id)?.Expectation ?? Expectation.FirstTime,
                    LastTurn = turns.TryGetValue(relationship.Id, out var openedAt) ? openedAt : null,
                }
            ),
        ];
    }

    /// <summary>Published results of each relationship's last sealed wave by closing date, over all pulses.</summary>
    private static Task<IReadOnlyList<LastResult>> LastResultsAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<LastResult>(
            """
            select distinct on (cell.relationship_id)
                   cell.relationship_id, figure.shares, figure.n,
                   participation.response_rate, participation.response_band, participation.no_contact
            from publication_cell as cell
            join wave on wave.id = cell.wave_id and wave.state = 'sealed'
            left join published_figure as figure on figure.cell_id = cell.id and figure.item = 'overall' and figure.kind = 'rating'
            left join published_participation as participation on participation.cell_id = cell.id
            where cell.kind = 'relationship'
            order by cell.relationship_id, coalesce(wave.closed_at, wave.closes_at) desc, wave.id desc
            """,
            null,
            ct
        );

    private static Task<IReadOnlyList<LastAsking>> LastTurnsAsync(NpgsqlConnection connection, Pulse pulse, CancellationToken ct) =>
        connection.ListAsync<LastAsking>(
            """
            select relationship_id, max(wave.opened_at) as opened_at
            from wave
            join wave_relationship on wave_relationship.wave_id = wave.id and wave_relationship.not_asked is null
            where wave.pulse_id = @Id and wave.opened_at is not null
            group by relationship_id
            """,
            new { pulse.Id },
            ct
        );

    private sealed record LastResult
    {
        public required long RelationshipId { get; init; }
        public int[]? Shares { get; init; }
        public int? N { get; init; }
        public int? ResponseRate { get; init; }
        public string? ResponseBand { get; init; }
        public int? NoContact { get; init; }

        public Expectation Expectation => Expectation.Of(Shares, Shares is null ? null : N, ResponseRate, ResponseBand, NoContact);
    }

    private sealed record LastAsking(long RelationshipId, DateTimeOffset OpenedAt);
}
