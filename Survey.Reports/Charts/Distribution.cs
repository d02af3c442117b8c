namespace Survey.Reports.Charts;

/// <summary>How far bars of one chart reach to the left and right of the middle of rating 3, as shares of all answers.</summary>
public readonly record struct Reach(double Left, double Right);

/// <param name="Rating">1 to 5.</param>
/// <param name="Share">Of all answers, 0 to 1.</param>
/// <param name="From">Left edge, as a share of all answers to the right of the middle of rating 3.</param>
public sealed record Segment(int Rating, int Count, double Share, double From);

/// <summary>Geometry of a diverging stacked bar: ratings 1 to 5 from left to right, the middle of rating 3 always at 0.</summary>
public static class Distribution
{
    private const double Step = 0.25;

    /// <summary>The reach that every one of <paramref name="bars"/> fits in, so that bars of one chart can be compared.</summary>
    /// <param name="bars">Answers per rating, five numbers each; bars without answers are passed over.</param>
    public static Reach Common(IEnumerable<int[]?> bars)
    {
        var all = bars.OfType<int[]>().Where(counts => counts.Sum() > 0).Select(Segments).ToList();
        return new Reach(
            RoundUp(all.Select(segments => -segments[0].From)), RoundUp(all.Select(segments => segments[^1].From + segments[^1].Share)));
    }

    /// <param name="counts">Answers per rating, five numbers, not all 0.</param>
    public static IReadOnlyList<Segment> Segments(int[] counts)
    {
        var total = (double)counts.Sum();
        var edge = -(counts[0] + counts[1] + counts[2] / 2.0) / total;
        var segments = new List<Segment>();
        for (var index = 0; index < counts.Length; index++)
        {
            segments.Add(new Segment(index + 1, counts[index], counts[index] / total, edge));
            edge += counts[index] / total;
        }
        return segments;
    }

    private static double RoundUp(IEnumerable<double> reaches) =>
        Math.Max(Step, Math.Ceiling(reaches.DefaultIfEmpty(Step).Max() / Step - 1e-9) * Step);
}
