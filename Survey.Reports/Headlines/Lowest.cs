using Survey.Db.Results;

namespace Survey.Reports.Headlines;

/// <summary>Which of several ratings is the lowest for certain.</summary>
internal static class Lowest
{
    /// <returns>The one whose interval lies under those of all others; null: none does, or one has too few answers for an order.</returns>
    public static T? Of<T>(IEnumerable<T> shown, Func<T, PublishedFigure> figure)
        where T : class
    {
        var sorted = shown.OrderBy(one => figure(one).Value).ToList();
        return
            sorted.Count > 1
            && sorted.TrueForAll(one => figure(one).HasTrend)
            && figure(sorted[0]).High is { } high
            && sorted.Skip(1).All(one => figure(one).Low > high)
            ? sorted[0]
            : null;
    }
}
