using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// Tries to compute what is hidden from what is published (rule A7), with nothing but the definition of each figure and linear programmes.
/// It knows nothing of how cells were chosen to be hidden. In doubt the attacker gets more than was published: whom each relationship's
/// answers stand for, and how many of each reporting group were invited.
/// </summary>
internal static class Auditor
{
    private const double Tolerance = 1e-5;

    public static IEnumerable<Finding> Findings(AuditedWave wave)
    {
        var tables = Tables.Of(wave).ToList();
        return tables.SelectMany(Findings).Concat(tables.SelectMany(Leftovers.Findings)).Concat(tables.SelectMany(FewAnswers.Findings)).Concat(AcrossItems.Findings(tables));
    }

    private static IEnumerable<Finding> Findings(AuditedTable table)
    {
        var audited = table.Figures.Where(figure => figure.IsHidden && table.Answers(figure) > 0 && !IsSumOfShown(table, figure) && !IsShownElsewhere(table, figure)).ToList();
        if (audited.Count == 0)
        {
            yield break;
        }
        var everything = new Knowledge(table, [.. table.Figures]);
        var numbers = table.IsWeighted ? Numbers(table) : null;
        foreach (var figure in audited)
        {
            var (low, high) = everything.Mean(figure);
            if (high - low < 1 - Tolerance && high - low < Alone(table, figure) - Tolerance)
            {
                yield return new(figure.Cell, table.Item, $"its mean is between {low:F2} and {high:F2}");
            }
            var (fewest, most) = numbers is null ? everything.Number(figure) : numbers.Number(figure);
            if (table.Answers(figure) < figure.Minimum && most - fewest < 1 - Tolerance)
            {
                yield return new(figure.Cell, table.Item, $"it has {fewest:F2} to {most:F2} answers");
            }
        }
    }

    /// <summary>
    /// How wide the smallest published figure that contains it, and others, leaves a figure's mean by itself, but for the rounding of the
    /// former: that of several figures of one sum always narrows it a little. Beside one of few answers, which tells next to nothing by
    /// itself, the smallest that tells all of its own counts too: hiding the former would hide nothing of that.
    /// </summary>
    internal static double Alone(AuditedTable table, AuditedFigure figure)
    {
        var containing = table.Figures.Where(other => !other.IsHidden && Filled(table, figure).All(other.Pieces.Contains) && table.Answers(other) > table.Answers(figure))
            .ToList();
        return containing.Count == 0 ? 1 : Smallest(containing).Concat(Smallest(containing.Where(other => other.IsExact))).Min(smallest =>
        {
            // Pieces without answers may count as known to be empty, or not: whichever leaves less.
            var known = new Knowledge(table, [Unrounded(table, smallest)], 1e-6);
            return Math.Min(Width(known.Mean(figure)), Width(known.Mean(figure with { Pieces = [.. Filled(table, figure)] })));
        });

        IEnumerable<AuditedFigure> Smallest(IEnumerable<AuditedFigure> figures) => figures.GroupBy(table.Answers).MinBy(row => row.Key) ?? Enumerable.Empty<AuditedFigure>();
    }

    private static double Width((double Low, double High) range) => range.High - range.Low;

    /// <summary>A roll-up may ask for more people than the relationships in it: then each of them is there to be seen, and so is their sum.</summary>
    internal static bool IsSumOfShown(AuditedTable table, AuditedFigure figure) => figure.Cell is { RelationshipId: null } && Filled(table, figure).All(piece =>
        table.Figures.Any(other => !other.IsHidden && other.Pieces is [var only] && only == piece));

    /// <summary>Enough people, all of whom are in a shown figure with nobody else: nothing of them is hidden.</summary>
    private static bool IsShownElsewhere(AuditedTable table, AuditedFigure figure) => table.Answers(figure) >= figure.Minimum
        && table.Figures.Any(other => !other.IsHidden && Filled(table, other).SequenceEqual(Filled(table, figure)));

    private static AuditedFigure Unrounded(AuditedTable table, AuditedFigure figure) =>
        !figure.IsExact || figure.HasCounts ? figure : figure with { Published = figure.Published! with { Value = table.Mean(figure) } };

    private static IEnumerable<int> Filled(AuditedTable table, AuditedFigure figure) => figure.Pieces.Where(piece => table.Pieces[piece].HasAnswers);

    /// <summary>The numbers of answers behind weighted figures: as if everybody had given the same answer.</summary>
    internal static Knowledge Numbers(AuditedTable table)
    {
        var figures = table.Figures.Select(figure => figure with
        {
            Published = figure.Published is { N: { } n } ? figure.Published with { Counts = [n], Favourable = null }
                : figure.IsHidden ? figure.Published : figure.Published! with { Counts = null, Value = null },
        }).ToList();
        var pieces = table.Pieces.Select(piece => piece with { Truth = [piece.Truth.Sum()] }).ToList();
        return new(table with { Scale = table.Scale with { Values = 1 }, IsWeighted = false, Pieces = pieces, Figures = figures }, figures);
    }
}
