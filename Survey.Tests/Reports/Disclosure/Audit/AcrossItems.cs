using Survey.Db.Questionnaires;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// What the numbers of answers to one item tell of those to another: nobody answers anything about a service without the overall rating, so
/// that no item has more answers than it.
/// </summary>
internal static class AcrossItems
{
    private const double Tolerance = 1e-6;

    /// <param name="tables">Of one wave.</param>
    public static IEnumerable<Finding> Findings(IEnumerable<AuditedTable> tables) =>
        tables.GroupBy(table => table.Within).SelectMany(group => Findings(group.ToList()));

    private static IEnumerable<Finding> Findings(List<AuditedTable> tables)
    {
        var audited = tables.SelectMany(table => table.Figures.Where(figure => figure.IsHidden && table.Answers(figure) is var n && n > 0 && n < (figure.Cell?.MinimumGroup ?? figure.Minimum) && !Auditor.IsSumOfShown(table, figure))
            .Select(figure => (Table: table, Figure: figure))).ToList();
        if (audited.Count == 0 || tables.Count < 2)
        {
            yield break;
        }
        var variables = new Dictionary<(string Item, long Piece), int>();
        var simplex = new Simplex(tables.Sum(table => table.Pieces.Count), [.. tables.SelectMany(table => Known(table, variables)), .. Fewer(tables, variables)]);
        foreach (var (table, figure) in audited)
        {
            var terms = figure.Pieces.Select(piece => variables[(table.Item, table.Pieces[piece].Id)]).ToList();
            var (fewest, most) = (-simplex.Maximize(terms.Select(term => (term, -1.0))), simplex.Maximize(terms.Select(term => (term, 1.0))));
            if (most - fewest < 1 - Tolerance)
            {
                yield return new(figure.Cell, table.Item, $"beside the numbers of other items it has {fewest:F2} to {most:F2} answers");
            }
        }
    }

    private static IEnumerable<Constraint> Known(AuditedTable table, Dictionary<(string, long), int> variables)
    {
        foreach (var piece in table.Pieces)
        {
            variables[(table.Item, piece.Id)] = variables.Count;
            yield return new([(variables[(table.Item, piece.Id)], 1)], 0, piece.Most ?? 1000);
        }
        foreach (var figure in table.Figures.Where(figure => !figure.IsHidden))
        {
            yield return new(
                [.. figure.Pieces.Select(piece => (variables[(table.Item, table.Pieces[piece].Id)], 1.0))],
                figure.Number.Fewest, figure.Number.Most);
        }
    }

    private static IEnumerable<Constraint> Fewer(List<AuditedTable> tables, Dictionary<(string Item, long Piece), int> variables) =>
        from table in tables
        where table.Item != Item.Overall
        from piece in table.Pieces
        where variables.ContainsKey((Item.Overall, piece.Id))
        select new Constraint([(variables[(Item.Overall, piece.Id)], 1), (variables[(table.Item, piece.Id)], -1)], 0, double.PositiveInfinity);
}
