using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Relationships;
using Survey.Db.Waves.Priorities;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves;

/// <summary>A relationship of a pulse when a wave opens, with its journey's newest questionnaire.</summary>
/// <param name="CustomerLead">E-mail of the customer unit's lead in lower case; null: none.</param>
/// <param name="PinnedUntil">Null: HR has not pinned it, or no longer on the day of the opening.</param>
/// <param name="CustomersBefore">In the last wave that asked about it, of any pulse; null: never asked, or unknown.</param>
public sealed record OpeningRelationship(
    long Id,
    string Code,
    RelationshipKind Kind,
    long ProviderUnitId,
    long CustomerUnitId,
    long QuestionnaireId,
    bool ProviderIsPartner,
    string? CustomerLead,
    DateOnly? PinnedUntil = null,
    int? CustomersBefore = null
)
{
    // Left out more often, it comes before those with a missed promise.
    private const int PatientWaves = 2;

    public Expectation Expectation { get; init; } = Expectation.FirstTime;

    /// <summary>When this pulse last asked about it; null: never.</summary>
    public DateTimeOffset? LastTurn { get; init; }

    /// <summary>In how many waves of this pulse since then it was left out for others.</summary>
    public int Postponed { get; init; }

    public bool MissedPromise { get; init; }

    /// <summary>See <see cref="LackOfAnswers"/>.</summary>
    public bool LacksAnswers { get; init; }

    /// <summary>The next wave of any pulse asks about it, see <see cref="WantedRechecks"/>.</summary>
    public bool WantsRecheck { get; init; }

    /// <summary>The pulse asks about it only for a wanted re-check.</summary>
    public bool IsGuest { get; init; }

    public AskingPriority Priority =>
        WantsRecheck ? AskingPriority.Recheck
        : PinnedUntil is not null ? AskingPriority.Pinned
        : Postponed >= PatientWaves ? AskingPriority.Waited
        : MissedPromise ? AskingPriority.MissedPromise
        : AskingPriority.None;

    public bool IsWithinTeam => Kind == RelationshipKind.WithinTeam;

    public bool IsPartner => Kind == RelationshipKind.Partner || ProviderIsPartner;

    internal static async Task<IReadOnlyList<OpeningRelationship>> ListAsync(NpgsqlConnection connection, Pulse pulse, CancellationToken ct)
    {
        var declared = await DeclaredAsync(connection, pulse.Relationships, ct);
        var wanted = (await WantedRechecks.ListAsync(connection, ct)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var guests = wanted.Except(declared.Select(relationship => relationship.Code), StringComparer.OrdinalIgnoreCase);
        var relationships = declared.Concat(
            (await DeclaredAsync(connection, guests, ct)).Select(relationship => relationship with { IsGuest = true })
        );
        var results = (await LastResultsAsync(connection, ct)).ToDictionary(row => row.RelationshipId);
        var turns = (await LastTurnsAsync(connection, pulse, ct)).ToDictionary(row => row.RelationshipId);
        var lacking = (await LackOfAnswers.ListAsync(connection, ct)).ToHashSet();
        return
        [
            .. relationships.Select(relationship =>
                relationship with
                {
                    Expectation = results.GetValueOrDefault(relationship.Id)?.Expectation ?? Expectation.FirstTime,
                    MissedPromise = results.GetValueOrDefault(relationship.Id)?.MissedPromise ?? false,
                    LastTurn = turns.GetValueOrDefault(relationship.Id)?.LastTurn,
                    Postponed = turns.GetValueOrDefault(relationship.Id)?.Postponed ?? 0,
                    LacksAnswers = lacking.Contains(relationship.Id),
                    WantsRecheck = wanted.Contains(relationship.Code),
                }
            ),
        ];
    }

    /// <summary>As they are declared, without what waves tell about them.</summary>
    /// <param name="codes">"*" stands for all relationships.</param>
    internal static Task<IReadOnlyList<OpeningRelationship>> DeclaredAsync(
        NpgsqlConnection connection,
        IEnumerable<string> codes,
        CancellationToken ct
    ) =>
        connection.ListAsync<OpeningRelationship>(
            """
            select relationship.id, relationship.code, relationship.kind, provider_unit_id, customer_unit_id, newest.id as questionnaire_id,
                   provider.kind = 'partner' as provider_is_partner, lower(customer.lead_email) as customer_lead,
                   priority.pinned_until,
                   (select asked.customers
                    from wave_relationship as asked
                    join wave on wave.id = asked.wave_id and wave.opened_at is not null and wave.import_digest is null
                    where asked.relationship_id = relationship.id and asked.not_asked is null
                    order by wave.opened_at desc, wave.id desc limit 1) as customers_before
            from relationship
            left join relationship_priority as priority on priority.relationship_id = relationship.id
            join unit as provider on provider.id = provider_unit_id
            join unit as customer on customer.id = customer_unit_id
            join lateral (select id from questionnaire where journey_id = relationship.journey_id order by version desc limit 1)
                 as newest on true
            where ended_on is null and ('*' = any(@codes) or lower(relationship.code) = any(@codes))
            order by lower(relationship.code)
            """,
            new { codes = codes.Select(code => code.ToLowerInvariant()).ToArray() },
            ct
        );

    /// <summary>Published results of each relationship's last sealed wave by closing date, over all pulses.</summary>
    private static Task<IReadOnlyList<LastResult>> LastResultsAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<LastResult>(
            """
            select distinct on (cell.relationship_id)
                   cell.relationship_id, figure.shares, figure.n,
                   participation.response_rate, participation.response_band, participation.no_contact,
                   exists (select from published_verdict as verdict
                           where verdict.cell_id = cell.id and verdict.against = 'target' and verdict.verdict = 'worse') as missed_promise
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
            select relationship_id, max(last_turn) as last_turn,
                   (count(*) filter (where not_asked in ('quiet', 'few_available') and (last_turn is null or opened_at > last_turn)))::int
                       as postponed
            from (
                select relationship_id, not_asked, wave.opened_at,
                       max(wave.opened_at) filter (where not_asked is null) over (partition by relationship_id) as last_turn
                from wave
                join wave_relationship on wave_relationship.wave_id = wave.id
                where wave.pulse_id = @Id and wave.opened_at is not null
            ) as turn
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
        public required bool MissedPromise { get; init; }

        public Expectation Expectation => Expectation.Of(Shares, Shares is null ? null : N, ResponseRate, ResponseBand, NoContact);
    }

    private sealed record LastAsking(long RelationshipId, DateTimeOffset? LastTurn, int Postponed);
}
