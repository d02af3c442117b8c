using Survey.Api.Forms;
using Survey.Db.Structure;
using Survey.Db.Units;

namespace Survey.Api.Structure;

public sealed record UnitTreeView
{
    public required IReadOnlyList<ListedUnit> Units { get; init; }

    public required int MinimumGroup { get; init; }

    /// <summary>Of a new unit.</summary>
    public required FormState Form { get; init; }

    public string? Done { get; init; }

    public IReadOnlyList<ListedUnit> Open => [.. Units.Where(unit => unit.IsOpen)];

    public IReadOnlyList<ListedUnit> Closed => [.. Units.Where(unit => !unit.IsOpen)];

    public IReadOnlyList<ListedUnit> WithoutLead => [.. Open.Where(unit => !unit.HasLead && unit.Kind != UnitKind.Partner)];

    /// <summary>None while there are no people at all.</summary>
    public IReadOnlyList<ListedUnit> TooSmall =>
        Open.Any(unit => unit.People > 0) ? [.. Open.Where(unit => unit.People < MinimumGroup)] : [];
}
