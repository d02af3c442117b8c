using Microsoft.AspNetCore.Http.Extensions;
using Survey.Db;
using Survey.Db.Results;
using Survey.Db.Results.Pairs;

namespace Survey.Reports.Pairs;

public enum PairForm
{
    List,
    Matrix,
}

/// <summary>Links of cells, rows and folding marks. The address holds the whole state of the page.</summary>
/// <param name="Wave">Code; null: the latest of each relationship.</param>
/// <param name="Form">Asked for; null: as the number of pairs suggests.</param>
public sealed record PairAddresses(PairTable Table, string? Wave, PairForm? Form = null)
{
    /// <summary>The pages of made-up answers, which units and lists of relationships do not have. Null: the real ones.</summary>
    public string? Trial { get; init; }

    /// <summary>The pulse of made-up answers.</summary>
    public string? Pulse { get; init; }

    public string AsList => Page(PairForm.List, Table.Rows.Closed, Table.Columns.Closed);

    public string AsMatrix => Page(PairForm.Matrix, Table.Rows.Closed, Table.Columns.Closed);

    public string Of(PairService one) => Service(one.Code);

    /// <summary>The cell's one relationship, the list of them, or the unit; null: no link.</summary>
    public string? Of(PairCell cell) =>
        cell switch
        {
            { Relationship: { } code } => Service(code),
            _ when Trial is not null => null,
            { Kind: CellKind.Pair, ProviderUnitId: { } provider, CustomerUnitId: { } customer } =>
                $"/pairs/{Table.Code(provider)}/{Table.Code(customer)}{Query()}",
            { Kind: CellKind.Provider, ProviderUnitId: { } unit } => $"/units/{Table.Code(unit)}{Query()}",
            { Kind: CellKind.Customer, CustomerUnitId: { } unit } => $"/units/{Table.Code(unit)}{Query()}",
            _ => null,
        };

    public string ToggleRow(PairHeader row) => Page(Form, Toggled(Table.Rows, row), Table.Columns.Closed);

    public string ToggleColumn(PairHeader column) => Page(Form, Table.Rows.Closed, Toggled(Table.Columns, column));

    public string AllOpen() => Page(Form, [], []);

    public string AllClosed() => Page(Form, Table.Rows.Foldable, Table.Columns.Foldable);

    /// <summary>Parameters that stay when the wave changes: the form, and what is folded.</summary>
    public IReadOnlyDictionary<string, string> Kept => Parameters(Form, Table.Rows.Closed, Table.Columns.Closed);

    private string Page(PairForm? form, IReadOnlyList<string> rows, IReadOnlyList<string> columns)
    {
        var query = new QueryBuilder();
        if (Chosen is var (key, chosen))
        {
            query.Add(key, chosen);
        }
        foreach (var (name, value) in Parameters(form, rows, columns))
        {
            query.Add(name, value);
        }
        return $"{Trial ?? "/pairs"}{query}";
    }

    private string Service(string code) => $"{Trial ?? "/relationships"}/{code}{Query()}";

    private static Dictionary<string, string> Parameters(PairForm? form, IReadOnlyList<string> rows, IReadOnlyList<string> columns) =>
        new[] { ("view", form.Text() ?? ""), ("rows", string.Join('.', rows)), ("columns", string.Join('.', columns)) }
            .Where(parameter => parameter.Item2.Length > 0)
            .ToDictionary(parameter => parameter.Item1, parameter => parameter.Item2);

    private string Query() => Chosen is var (key, chosen) ? $"?{key}={chosen}" : "";

    private (string Key, string Code)? Chosen =>
        Wave is not null ? ("wave", Wave)
        : Pulse is not null ? ("pulse", Pulse)
        : null;

    private static IReadOnlyList<string> Toggled(PairAxis axis, PairHeader header) =>
        header.Closed ? [.. axis.Closed.Where(code => code != header.Unit.Code)] : [.. axis.Closed, header.Unit.Code];
}
