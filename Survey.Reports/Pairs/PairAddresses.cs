using Microsoft.AspNetCore.Http.Extensions;
using Survey.Db.Results;

namespace Survey.Reports.Pairs;

/// <summary>Links of cells and folding marks. The address holds the whole state of the matrix. Null wave: the latest.</summary>
public sealed record PairAddresses(PairTable Table, string? Wave)
{
    /// <summary>The cell's one relationship, the list of them, or the unit; null: no link.</summary>
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

    public string ToggleRow(PairHeader row) => Matrix(Toggled(Table.Rows, row), Table.Columns.Closed);

    public string ToggleColumn(PairHeader column) => Matrix(Table.Rows.Closed, Toggled(Table.Columns, column));

    public string AllOpen() => Matrix([], []);

    public string AllClosed() => Matrix(Table.Rows.Foldable, Table.Columns.Foldable);

    /// <summary>Parameters that stay when the wave changes: what is folded.</summary>
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
