using Survey.Db.Results;

namespace Survey.Reports.Headlines;

internal static class Lowest
{
    /// <summary>The row whose interval is below all others; null: there is none, or a row has too few answers for an order.</summary>
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
