using Survey.Api.Shared;
using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Look;

namespace Survey.Api.Pairs;

/// <summary>A figure as it stands in a cell.</summary>
/// <param name="Shade">A class of the stylesheet.</param>
/// <param name="Address">Null: nothing to link to.</param>
public sealed record PairText(string Mean, string? Answers, string Shade, string? Address, double Order);

/// <param name="Customer">"Customer: X", or that a team rates itself.</param>
public sealed record PairLine(string Provider, string Customer, PairText Text);

/// <summary>The matrix laid out for one reader: a row per provider, a column per customer, everybody first, and the roll-ups.</summary>
public sealed class PairsTable
{
    private readonly Language _language;
    private readonly string? _wave;
    private readonly Dictionary<(long? Provider, long? Customer), PairCell> _cells;

    /// <param name="wave">Code that links must name; null: the latest.</param>
    public PairsTable(PairMatrix matrix, Language language, string? wave)
    {
        _language = language;
        _wave = wave;
        _cells = matrix.Cells.ToDictionary(cell => (cell.ProviderUnitId, cell.CustomerUnitId));
        var pairs = matrix.Cells.Where(cell => cell.Kind == CellKind.Pair).ToList();
        var providers = pairs.Select(cell => cell.ProviderUnitId).ToHashSet();
        var customers = pairs.Select(cell => cell.CustomerUnitId).ToHashSet();
        Providers = [.. matrix.Units.Where(unit => providers.Contains(unit.Id))];
        Customers = [.. matrix.Units.Where(unit => customers.Contains(unit.Id))];
        HasProviderTotals = Providers.Any(unit => _cells.ContainsKey((unit.Id, null)));
        HasCustomerTotals = Customers.Any(unit => _cells.ContainsKey((null, unit.Id)));
        Ranked = [.. Lines(pairs, matrix.Units.ToDictionary(unit => unit.Id)).OrderBy(line => line.Text.Order)];
    }

    public IReadOnlyList<PairUnit> Providers { get; }

    public IReadOnlyList<PairUnit> Customers { get; }

    public bool HasProviderTotals { get; }

    public bool HasCustomerTotals { get; }

    /// <summary>Every pair, the lowest mean first, those with too few answers last.</summary>
    public IReadOnlyList<PairLine> Ranked { get; }

    /// <param name="provider">Null: all providers.</param>
    /// <param name="customer">Null: all customers.</param>
    /// <returns>Null: nothing was asked there, or the viewer may not see it.</returns>
    public PairText? At(long? provider, long? customer) => _cells.TryGetValue((provider, customer), out var cell) ? Text(cell) : null;

    public string NameOf(PairUnit unit) => unit.Names.In(_language.Code);

    public string CustomerName(PairUnit unit) => _language.Customer(unit.Names, unit.Depth == 0);

    private IEnumerable<PairLine> Lines(IEnumerable<PairCell> pairs, Dictionary<long, PairUnit> units) => pairs.Select(cell =>
        new PairLine(NameOf(units[cell.ProviderUnitId!.Value]), For(cell, units[cell.CustomerUnitId!.Value]), Text(cell)));

    private string For(PairCell cell, PairUnit customer) =>
        _language.For(cell.ProviderUnitId == cell.CustomerUnitId ? "within_team" : "", customer.Names, customer.Depth == 0);

    private PairText Text(PairCell cell) => new(
        _language.Mean(cell.Shown, cell.Value, cell.NBand),
        _language.Answers(cell.N, cell.NBand),
        RatingShade.Of(cell.IsHidden ? null : cell.Value),
        cell.Relationship is { } code ? $"/relationships/{code}" + (_wave is null ? "" : $"?wave={_wave}") : null,
        cell.IsHidden ? double.MaxValue : cell.Value ?? double.MaxValue);
}
