namespace Survey.Reports.Charts;

/// <summary>How far bars of one chart reach to the left and right of the middle of rating 3, as shares of all answers.</summary>
public readonly record struct Reach(double Left, double Right);

/// <param name="Part">From 0, the lowest ratings first.</param>
/// <param name="Shade">The rating from 1 to 5 in whose colour it is drawn.</param>
/// <param name="Width">As a share of the bar, 0 to 1. Published shares don't add up exactly.</param>
/// <param name="From">Left edge, as a share of the bar to the right of the middle of rating 3.</param>
public sealed record Segment(int Part, int Shade, double Width, double From);

/// <summary>
/// The distribution of answers over the ratings 1 to 5, in five parts or in three (1-2, 3, 4-5), and the geometry of a diverging stacked
/// bar: from left to right, the middle of rating 3 always at 0.
/// </summary>
public static class Distribution
{
    private const double Step = 0.25;
    private static readonly string[] ThreeParts = ["1–2", "3", "4–5"];

    /// <summary>The ratings that a part stands for.</summary>
    /// <param name="parts">Five or three.</param>
    public static string Label(int part, int parts) => parts == ThreeParts.Length ? ThreeParts[part] : $"{part + 1}";

    /// <summary>The rating from 1 to 5 in whose colour a part is drawn.</summary>
    /// <param name="parts">Five or three.</param>
    public static int Shade(int part, int parts) => parts == ThreeParts.Length ? part + 2 : part + 1;

    /// <summary>The reach that every one of <paramref name="bars"/> fits in, so that bars of one chart can be compared.</summary>
    /// <param name="bars">Shares, five or three each; null: no bar.</param>
    public static Reach Common(IEnumerable<int[]?> bars)
    {
        var all = bars.OfType<int[]>().Select(Segments).ToList();
        return new Reach(
            RoundUp(all.Select(segments => -segments[0].From)),
            RoundUp(all.Select(segments => segments[^1].From + segments[^1].Width))
        );
    }

    /// <param name="shares">Per cent, five or three, not all 0.</param>
    public static IReadOnlyList<Segment> Segments(int[] shares)
    {
        var total = (double)shares.Sum();
        var middle = shares.Length / 2;
        var edge = -(shares[..middle].Sum() + shares[middle] / 2.0) / total;
        var segments = new List<Segment>();
        foreach (var (part, share) in shares.Index())
        {
            segments.Add(new Segment(part, Shade(part, shares.Length), share / total, edge));
            edge += share / total;
        }
        return segments;
    }

    private static double RoundUp(IEnumerable<double> reaches) =>
        Math.Max(Step, Math.Ceiling(reaches.DefaultIfEmpty(Step).Max() / Step - 1e-9) * Step);
}
