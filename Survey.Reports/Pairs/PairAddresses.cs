using Microsoft.AspNetCore.Http.Extensions;
using Survey.Db.Results;

namespace Survey.Reports.Pairs;

/// <summary>Where the cells and the folding marks of a matrix lead: its whole state stands in the address.</summary>
/// <param name="Wave">Code that links must name; null: the latest.</param>
public sealed record PairAddresses(PairTable Table, string? Wave)
{
    /// <summary>What the cell is about: its one relationship, the list of them, or the unit; null: nothing.</summary>
    public string? Of(PairCell cell) =>
        cell switch
        {
            { Relationship: { } code } => $"/relationships/{code}{Query()}",
            { Kind: CellKind.Pair, ProviderUnitId: { } provider, CustomerUnitId: { } customer } =>
                $"/pairs/{Table.Code(provider)}/{Table.Code(customer)}{Query()}",
            { Kind: CellKind.Provider, ProviderUnitId: { } unit } => $"/units/{Table.Code(unit)}{Query()}",
            { Kind: CellKind.Customer, CustomerUnitId: { } unit } => $"/units/{Table.Code(unit)}{Query()}",
            _ => null,
        };

    /// <summary>The matrix with that row opened or folded up.</summary>
    public string ToggleRow(PairHeader row) => Matrix(Toggled(Table.Rows, row), Table.Columns.Closed);

    public string ToggleColumn(PairHeader column) => Matrix(Table.Rows.Closed, Toggled(Table.Columns, column));

    public string AllOpen() => Matrix([], []);

    public string AllClosed() => Matrix(Table.Rows.Foldable, Table.Columns.Foldable);

    /// <summary>What of the address stays in another wave, by name: what is folded up.</summary>
    public IReadOnlyDictionary<string, string> Kept =>
        new[] { ("rows", Table.Rows.Closed), ("columns", Table.Columns.Closed) }
            .Where(axis => axis.Item2.Count > 0)
            .ToDictionary(axis => axis.Item1, axis => string.Join('.', axis.Item2));

    private string Matrix(IReadOnlyList<string> rows, IReadOnlyList<string> columns)
    {
        var query = new QueryBuilder();
        Add(query, "wave", Wave is null ? [] : [Wave]);
        Add(query, "rows", rows);
        Add(query, "columns", columns);
        return $"/pairs{query}";
    }

    private static void Add(QueryBuilder query, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            query.Add(name, string.Join('.', values));
        }
    }

    private string Query() => Wave is null ? "" : $"?wave={Wave}";

    private static IReadOnlyList<string> Toggled(PairAxis axis, PairHeader header) =>
        header.Closed ? [.. axis.Closed.Where(code => code != header.Unit.Code)] : [.. axis.Closed, header.Unit.Code];
}
