using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>Verdicts (rule D3). Families: the overall ratings of all relationships; the steps of each relationship.</summary>
internal static class Verdicts
{
    public static IEnumerable<PublishedVerdict> Of(IEnumerable<Comparison> comparisons) =>
        comparisons
            .GroupBy(row => (row.Against, Relationship: row.Item == Item.Overall ? (long?)null : row.RelationshipId))
            .SelectMany(Family);

    /// <summary>Shares are a family apart from means: a test in one changes nothing in the other.</summary>
    private static IEnumerable<PublishedVerdict> Family(IEnumerable<Comparison> comparisons)
    {
        var rows = comparisons.ToList();
        var means = Adjusted([.. rows.Select(row => row.Test?.P)]);
        var shares = Adjusted([.. rows.Select(row => row.Share?.P)]);
        return rows.Select((row, index) => row.Called(means[index], shares[index]));
    }

    /// <summary>Of one family; null: no test.</summary>
    internal static List<double?> Adjusted(IReadOnlyList<double?> p)
    {
        var adjusted = new Queue<double>(BenjaminiHochberg.Adjust([.. p.OfType<double>()]));
        return [.. p.Select(one => one is null ? (double?)null : adjusted.Dequeue())];
    }
}
