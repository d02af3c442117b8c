using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// Rule A6 against all that is published: of few answers nothing more can be computed than is shown of them, neither a mean beyond its open
/// end nor the number nor, by taking exact figures from each other, the distribution.
/// </summary>
internal static class FewAnswers
{
    private const double Tolerance = 1e-5;

    /// <summary>Neighbours shown with one decimal are known as well as that, and so is what they leave.</summary>
    private const double Decimal = 0.05;

    public static IEnumerable<Finding> Findings(AuditedTable table) => table.Scale.IsMean ? Few(table).Concat(Left(table)) : [];

    private static IEnumerable<Finding> Few(AuditedTable table)
    {
        List<AuditedFigure> small = [.. table.Figures.Where(figure => figure is { IsCoarse: true, IsRollUp: false }), .. Unshown(table)];
        if (small.Count == 0)
        {
            yield break;
        }
        var everything = new Knowledge(table, [.. table.Figures]);
        var numbers = Auditor.Numbers(table);
        foreach (var figure in small)
        {
            var (low, high) = everything.Mean(figure);
            var (fewest, most) = numbers.Number(figure);
            var isTold = IsTold(figure, low, high);
            if (!isTold && most - fewest >= 1 - Tolerance)
            {
                continue;
            }
            var alone = Alone(table, figure).ToList();
            if (isTold && alone.TrueForAll(known => Width(known.Mean(figure)) > high - low + Tolerance))
            {
                yield return new(figure.Cell, table.Item, $"its mean, shown coarsely, is between {low:F2} and {high:F2}");
            }
            if (figure.Cell is not null && most - fewest < 1 - Tolerance && alone.TrueForAll(known => Width(known.Number(figure)) > most - fewest + Tolerance))
            {
                yield return new(figure.Cell, table.Item, $"shown as few, it has {fewest:F2} to {most:F2} answers");
            }
        }
    }

    /// <summary>Few people whom no cell keeps apart, if nearly all of them said the same: as they would be shown.</summary>
    private static IEnumerable<AuditedFigure> Unshown(AuditedTable table) =>
        from place in Enumerable.Range(0, table.Within is null ? 0 : table.Pieces.Count)
        let figure = new AuditedFigure(null, [place], null, table.Figures[0].Minimum)
        where table.Answers(figure) is var n && n >= figure.Minimum && n < 10
            && !table.Figures.Any(other => other.Pieces.Contains(place) && table.Answers(other) == n)
        let mean = Math.Round(table.Mean(figure), 1, MidpointRounding.AwayFromZero)
        where mean <= table.Lowest + 0.5 || mean >= table.Lowest + table.Values - 1.5
        select figure with
        {
            Published = table.Figures[0].Published! with
            {
                Shown = mean <= table.Lowest + 0.5 ? Shown.Low : Shown.High,
                Value = mean <= table.Lowest + 0.5 ? table.Lowest + 0.5 : table.Lowest + table.Values - 1.5,
            },
        };

    /// <summary>What the figure, beside one of ten answers or more that contains it, or beside what exact parts leave of that, tells by itself.</summary>
    private static IEnumerable<Knowledge> Alone(AuditedTable table, AuditedFigure figure)
    {
        var plain = table with { IsWeighted = false };
        AuditedFigure[] own = figure.Cell is null ? [] : [figure];
        yield return new Knowledge(plain, own);
        foreach (var left in Leaving(plain).Where(left => figure.Pieces.All(left.Pieces.Contains)))
        {
            yield return new Knowledge(plain, [.. own, left]);
        }
    }

    /// <summary>Exact figures, and what is left of each without its exact parts of one kind.</summary>
    private static IEnumerable<AuditedFigure> Leaving(AuditedTable table)
    {
        foreach (var figure in table.Figures.Where(figure => figure.HasCounts))
        {
            yield return figure;
            var parts = table.Figures.Where(other => other.HasCounts && other.Pieces.Length < figure.Pieces.Length && other.Pieces.All(figure.Pieces.Contains));
            foreach (var kind in parts.GroupBy(part => part.Cell!.Kind))
            {
                var pieces = figure.Pieces.Except(kind.SelectMany(part => part.Pieces)).ToArray();
                int[] counts = [.. Enumerable.Range(0, table.Values).Select(value => pieces.Sum(piece => table.Pieces[piece].Truth[value]))];
                yield return new(null, pieces, figure.Published! with { N = counts.Sum(), Counts = counts, Value = null }, figure.Minimum);
            }
        }
    }

    private static double Width((double Low, double High) range) => range.High - range.Low;

    private static bool IsTold(AuditedFigure figure, double low, double high) => figure.Published!.Shown switch
    {
        Shown.Low => high < figure.Published.Value - Tolerance,
        Shown.High => low > figure.Published.Value + Tolerance,
        _ => high - low < Decimal - Tolerance,
    };

    /// <summary>Exact figures tell their distributions, and so that of what they leave of each other.</summary>
    private static IEnumerable<Finding> Left(AuditedTable table) => table.Within is null ? []
        : Leaving(table).Where(left => left.Published!.N is > 0 and < 10).Select(left => new Finding(null, table.Item, $"exact figures leave {left.Published!.N} answers"));
}
