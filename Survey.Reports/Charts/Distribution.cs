namespace Survey.Reports.Charts;

/// <summary>How far bars of one chart reach to the left and right of the middle of rating 3, as shares of all answers.</summary>
public readonly record struct Reach(double Left, double Right)
{
    /// <summary>The place of the middle of rating 3, in per cent of the width.</summary>
    public double Middle => Left / (Left + Right) * 100;
}

/// <param name="Rating">1 to 5.</param>
/// <param name="Share">Of all answers, 0 to 1.</param>
/// <param name="X">Left edge in per cent of the width.</param>
/// <param name="Width">In per cent of the width.</param>
public sealed record Segment(int Rating, int Count, double Share, double X, double Width)
{
    /// <summary>A two-digit label needs this much of a phone's width.</summary>
    private const double Room = 6;

    public double Centre => X + Width / 2;

    public bool HasRoomForLabel => Width >= Room;
}

/// <summary>Geometry of a diverging stacked bar: ratings 1 to 5 from left to right, the middle of rating 3 always at the same place.</summary>
public static class Distribution
{
    private const double Step = 0.25;

    /// <summary>The reach that every one of <paramref name="bars"/> fits in, so that bars of one chart can be compared.</summary>
    /// <param name="bars">Answers per rating, five numbers each, not all 0.</param>
    public static Reach Common(IEnumerable<int[]> bars)
    {
        var sides = bars.Select(Sides).ToList();
        return new Reach(RoundUp(sides.Select(side => side.Left)), RoundUp(sides.Select(side => side.Right)));
    }

    /// <param name="counts">Answers per rating, five numbers, not all 0.</param>
    public static IReadOnlyList<Segment> Segments(int[] counts, Reach reach)
    {
        var unit = 100 / (reach.Left + reach.Right);
        var total = (double)counts.Sum();
        var edge = reach.Left - Sides(counts).Left;
        var segments = new List<Segment>();
        for (var index = 0; index < counts.Length; index++)
        {
            var share = counts[index] / total;
            segments.Add(new Segment(index + 1, counts[index], share, edge * unit, share * unit));
            edge += share;
        }
        return segments;
    }

    private static (double Left, double Right) Sides(int[] counts)
    {
        var total = (double)counts.Sum();
        return ((counts[0] + counts[1] + counts[2] / 2.0) / total, (counts[2] / 2.0 + counts[3] + counts[4]) / total);
    }

    private static double RoundUp(IEnumerable<double> reaches) =>
        Math.Max(Step, Math.Ceiling(reaches.DefaultIfEmpty(Step).Max() / Step - 1e-9) * Step);
}
