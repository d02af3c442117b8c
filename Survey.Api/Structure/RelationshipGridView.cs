using Npgsql;
using Survey.Api.Forms;
using Survey.Db.Structure;
using Survey.Db.Units;

namespace Survey.Api.Structure;

public sealed record RelationshipGridView
{
    /// <summary>Of more units the grid shows one provider at a time.</summary>
    private const int MostUnitsAtOnce = 15;

    public required ServiceReach Reach { get; init; }

    public required IReadOnlyList<ListedJourney> Journeys { get; init; }

    public required IReadOnlyList<ListedRelationship> Relationships { get; init; }

    /// <summary>Null: there is no kind of service yet.</summary>
    public required ListedJourney? Journey { get; init; }

    /// <summary>Null: all providers.</summary>
    public required ListedUnit? Provider { get; init; }

    public required FormState Grid { get; init; }

    /// <summary>Units that serve everybody.</summary>
    public FormState Quick { get; init; } = new(FormEntries.Empty);

    /// <summary>What the ticked cells do to waves, to be confirmed; null: nothing.</summary>
    public Consequences? GridTold { get; init; }

    public Consequences? QuickTold { get; init; }

    public string? Done { get; init; }

    public IReadOnlyList<ListedUnit> Units => [.. Reach.Units.Where(unit => unit.IsOpen)];

    public bool NeedsProvider => Units.Count > MostUnitsAtOnce && Provider is null;

    /// <summary>Departments directly below the root.</summary>
    public IReadOnlyList<ListedUnit> Departments => [.. Units.Where(unit => unit.Depth == 1 && unit.Kind != UnitKind.Partner)];

    /// <summary>The service of the chosen kind, also one that has ended: it goes on when it is ticked. Null: there is none.</summary>
    public ListedRelationship? Between(ListedUnit provider, ListedUnit customer) =>
        Relationships
            .Where(one => one.ProviderId == provider.Id && one.CustomerId == customer.Id && Same(one.Journey, Journey?.Code))
            .OrderByDescending(one => one.GoesOn)
            .FirstOrDefault();

    public string Address =>
        "/programme/relationships"
        + QueryString.Create([
            new("journey", Journey?.Code),
            .. Provider is null ? Array.Empty<KeyValuePair<string, string?>>() : [new("provider", Provider.Code)],
        ]);

    public static async Task<RelationshipGridView> LoadAsync(
        NpgsqlConnection connection,
        string? journey,
        string? provider,
        int usualGroup,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var reach = await ServiceReach.LoadAsync(connection, usualGroup, now, ct);
        var journeys = await ListedJourney.AllAsync(connection, ct);
        var relationships = await ListedRelationship.AllAsync(connection, ct);
        var chosen = journeys.FirstOrDefault(one => Same(one.Code, journey)) ?? (journeys.Count > 0 ? journeys[0] : null);
        var unit = reach.Units.FirstOrDefault(one => one.IsOpen && Same(one.Code, provider));
        return new()
        {
            Reach = reach,
            Journeys = journeys,
            Relationships = relationships,
            Journey = chosen,
            Provider = unit,
            Grid = FormState.Of(chosen is null ? FormEntries.Empty : GridForms.Of(relationships, chosen.Code, unit?.Code)),
            Quick = new(FormEntries.Empty.With("journey", chosen?.Code)),
        };
    }

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
