using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Db.Results.Pairs;
using Survey.Reports.Contents;

namespace Survey.Reports.Pairs;

/// <summary>The matrix for one reader: a row per provider, a column per customer, roll-ups. Only cells of the plan.</summary>
public sealed class PairTable
{
    private readonly Language _language;
    private readonly Dictionary<(long? Provider, long? Customer), PairCell> _cells;
    private readonly Dictionary<long, WaveUnit> _units;

    /// <param name="closedRows">Codes of providers whose units below are folded; unknown codes are ignored. Columns alike.</param>
    public PairTable(
        PairMatrix matrix,
        Language language,
        IEnumerable<string>? closedRows = null,
        IEnumerable<string>? closedColumns = null
    )
    {
        _language = language;
        _cells = matrix.Cells.ToDictionary(cell => (cell.ProviderUnitId, cell.CustomerUnitId));
        _units = matrix.Units.ToDictionary(unit => unit.UnitId);
        var pairs = matrix.Cells.Where(cell => cell.Kind == CellKind.Pair).ToList();
        var providers = pairs.Select(cell => cell.ProviderUnitId).ToHashSet();
        var customers = pairs.Select(cell => cell.CustomerUnitId).ToHashSet();
        var units = matrix.Units.OrderBy(unit => unit.Names.In(language.Code), RelationshipNames.Order(language)).ToList();
        Rows = new PairAxis(units, unit => providers.Contains(unit.UnitId), unit => At(unit.UnitId, null) is not null, closedRows ?? []);
        Columns = new PairAxis(
            units,
            unit => customers.Contains(unit.UnitId),
            unit => At(null, unit.UnitId) is not null,
            closedColumns ?? []
        );
        HasProviderTotals = Rows.Shown.Any(row => At(row.Unit.UnitId, null) is not null);
        HasCustomerTotals = Columns.Shown.Any(column => At(null, column.Unit.UnitId) is not null);
        Pairs = pairs.Count;
        Ranked =
        [
            .. matrix
                .Services.OrderBy(one => one.Overall is { HasTrend: true, Value: { } value } ? value : double.MaxValue)
                .ThenBy(one => one.Overall is not { IsShown: true }),
        ];
    }

    public PairAxis Rows { get; }

    public PairAxis Columns { get; }

    public bool HasProviderTotals { get; }

    public bool HasCustomerTotals { get; }

    /// <summary>How many there are, also if they are folded.</summary>
    public int Pairs { get; }

    /// <summary>Lowest mean first; then too few answers for an order; then hidden, by code.</summary>
    public IReadOnlyList<PairService> Ranked { get; }

    /// <summary>Null unit: all providers or customers. Null result: not in the plan, or not for the viewer.</summary>
    public PairCell? At(long? provider, long? customer) => _cells.GetValueOrDefault((provider, customer));

    public string Provider(long? unit) => unit is { } id ? _units[id].Names.In(_language.Code) : _language["pairs.allProviders"];

    public string Customer(long? unit) =>
        unit is { } id ? _language.Customer(_units[id].Names, _units[id].ParentId is null) : _language["pairs.allCustomers"];

    /// <summary>Provider and customer, or the team that rates itself.</summary>
    public string Pair(PairService one) =>
        one.ProviderUnitId == one.CustomerUnitId
            ? $"{Provider(one.ProviderUnitId)} · {_language["report.withinTeam"]}"
            : $"{Provider(one.ProviderUnitId)} → {Customer(one.CustomerUnitId)}";

    public string Code(long unit) => _units[unit].Code;
}
