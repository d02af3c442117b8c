using Survey.Db.Results;

namespace Survey.Tests.Support;

/// <summary>Figures as sealing would publish them, from invented answers.</summary>
public static class SampleFigures
{
    /// <param name="counts">Answers per rating, 1 to 5.</param>
    public static PublishedFigure Rating(string item, params int[] counts)
    {
        var n = counts.Sum();
        if (n < 5)
        {
            return Hidden(item);
        }
        var mean = counts.Select((count, index) => (double)count * (index + 1)).Sum() / n;
        return n < 10 ? Small(item, mean) : Whole(item, n, mean, counts);
    }

    public static PublishedFigure Hidden(string item, string kind = "rating") =>
        new(0, item, kind, Shown.Hidden, null, null, null, null, null, null, null, null, null, null, false, false);

    public static PublishedFigure Of(string item, string kind, int n, double? value, double? low, double? high, params int[]? counts) =>
        new(0, item, kind, Shown.Yes, n, null, value, low, high, null, null, null, counts, null, false, false);

    /// <summary>Over several services, of which one has few answers.</summary>
    /// <param name="counts">Of all others.</param>
    public static PublishedFigure WithFew(string item, params int[] counts) =>
        Rating(item, counts) with { N = null, NBand = $"{counts.Sum() + 5}-{counts.Sum() + 9}", DoesNotApply = null };

    private static PublishedFigure Small(string item, double mean) => new(
        0, item, "rating", mean <= 1.5 ? Shown.Low : mean >= 4.5 ? Shown.High : Shown.Yes, null, "5-9",
        Math.Clamp(Math.Round(mean, 1), 1.5, 4.5), null, null, null, null, null, null, null, false, false)
    { IsCoarse = true };

    private static PublishedFigure Whole(string item, int n, double mean, int[] counts)
    {
        var variance = counts.Select((count, index) => count * Math.Pow(index + 1 - mean, 2)).Sum() / (n - 1);
        var half = 2 * Math.Sqrt(variance / n);
        var favourable = (int)Math.Round((counts[3] + counts[4]) * 100.0 / n);
        return new(
            0, item, "rating", Shown.Yes, n, null, Math.Round(mean, 2),
            variance == 0 ? null : Math.Max(1, Math.Round(mean - half, 2)), variance == 0 ? null : Math.Min(5, Math.Round(mean + half, 2)),
            favourable, Math.Max(0, favourable - 9), Math.Min(100, favourable + 9), counts, n / 20, false, false);
    }
}
