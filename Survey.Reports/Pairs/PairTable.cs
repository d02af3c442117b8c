using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Sections;

namespace Survey.Reports.Pairs;

/// <summary>The matrix laid out for one reader: a row per provider, a column per customer, in the order of the tree, and the roll-ups.</summary>
public sealed class PairTable
{
    private readonly Language _language;
    private readonly Dictionary<(long? Provider, long? Customer), PairCell> _cells;
    private readonly Dictionary<long, WaveUnit> _units;

    public PairTable(PairMatrix matrix, Language language)
    {
        _language = language;
        _cells = matrix.Cells.ToDictionary(cell => (cell.ProviderUnitId, cell.CustomerUnitId));
        _units = matrix.Units.ToDictionary(unit => unit.UnitId);
        var pairs = matrix.Cells.Where(cell => cell.Kind == CellKind.Pair).ToList();
        var tree = InOrder(matrix.Units).ToList();
        Providers = [.. tree.Where(pairs.Select(cell => cell.ProviderUnitId!.Value).ToHashSet().Contains)];
        Customers = [.. tree.Where(pairs.Select(cell => cell.CustomerUnitId!.Value).ToHashSet().Contains)];
        HasProviderTotals = Providers.Any(unit => _cells.ContainsKey((unit, null)));
        HasCustomerTotals = Customers.Any(unit => _cells.ContainsKey((null, unit)));
        Ranked = [.. pairs.OrderBy(cell => cell.Overall?.Value ?? double.MaxValue)];
    }

    /// <summary>Ids of units.</summary>
    public IReadOnlyList<long> Providers { get; }

    public IReadOnlyList<long> Customers { get; }

    public bool HasProviderTotals { get; }

    public bool HasCustomerTotals { get; }

    /// <summary>Every pair, the lowest mean first, those with too few answers last.</summary>
    public IReadOnlyList<PairCell> Ranked { get; }

    /// <param name="provider">Null: all providers.</param>
    /// <param name="customer">Null: all customers.</param>
    /// <returns>Null: nothing was asked there, or the viewer may not see it.</returns>
    public PairCell? At(long? provider, long? customer) => _cells.GetValueOrDefault((provider, customer));

    public string Provider(long unit) => _units[unit].Names.In(_language.Code);

    public string Customer(long unit) => _language.Customer(_units[unit].Names, _units[unit].ParentId is null);

    private IEnumerable<long> InOrder(IReadOnlyList<WaveUnit> units)
    {
        var order = RelationshipNames.Order(_language);
        var children = units.OrderBy(unit => unit.Names.In(_language.Code), order).ToLookup(unit => unit.ParentId);
        return Below(null);

        IEnumerable<long> Below(long? parent) => children[parent].SelectMany(unit => Below(unit.UnitId).Prepend(unit.UnitId));
    }
}
