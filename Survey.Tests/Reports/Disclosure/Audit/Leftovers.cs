namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// What is left of a published figure when one or more published parts of it are taken away: number and mean of those people are known.
/// </summary>
internal static class Leftovers
{
    public static IEnumerable<Finding> Findings(AuditedTable table)
    {
        var shown = table.Figures.Where(figure => !figure.IsHidden).ToList();
        var alone = shown.Where(figure => figure.Pieces.Length == 1).Select(figure => figure.Pieces[0]).ToHashSet();
        foreach (var figure in shown.Where(figure => figure.Pieces.Length > 1))
        {
            foreach (var part in shown.Where(other => other.Pieces.Length < figure.Pieces.Length && other.Pieces.All(figure.Pieces.Contains)).Select(other => other.Pieces).Prepend([]))
            {
                var left = figure.Pieces.Except(part).Where(piece => !alone.Contains(piece) && table.Pieces[piece].HasAnswers).ToList();
                var answers = left.Sum(piece => table.Pieces[piece].Truth.Sum());
                if (answers > 0 && answers < left.Max(piece => Minimum(table, piece)))
                {
                    yield return new(figure.Cell, table.Item, $"{answers} are left of it");
                }
            }
        }
    }

    private static int Minimum(AuditedTable table, int piece) =>
        table.Figures.Where(figure => figure.Pieces is [var only] && only == piece).Select(figure => figure.Minimum).DefaultIfEmpty(table.Figures.Min(figure => figure.Minimum)).Max();
}
