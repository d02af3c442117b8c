using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Structure;

namespace Survey.Api.Structure;

public sealed record UnitSetUpView
{
    public required IReadOnlyList<ListedUnit> Units { get; init; }

    public required ListedUnit Unit { get; init; }

    /// <summary>With the unit as provider or customer, also those that have ended.</summary>
    public required IReadOnlyList<ListedRelationship> Services { get; init; }

    public required FormState Form { get; init; }

    /// <summary>Why it could not be closed or opened.</summary>
    public IReadOnlyList<Problem> Refused { get; init; } = [];

    /// <summary>What the entered change does to waves, to be confirmed; null: nothing.</summary>
    public Consequences? Told { get; init; }

    public string? Done { get; init; }
}
