using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Reports.Charts;

/// <summary>How far the bars of a chart extend to the left and right of the middle of rating 3, as shares of all answers.</summary>
public readonly record struct Reach(double Left, double Right);

/// <summary>A part of a bar. Shade: the rating, 1 to 5, whose colour it has.</summary>
/// <param name="Width">As a share of the bar, 0 to 1. Published shares do not add up exactly.</param>
/// <param name="From">Left edge, as a share of the bar, measured from the middle of rating 3.</param>
public sealed record Segment(int Part, int Shade, double Width, double From);

/// <summary>A diverging stacked bar, the middle of rating 3 at 0. Ratings have five parts or three (1-2, 3, 4-5).</summary>
public static class Distribution
{
    private const double Step = 0.25;
    private static readonly string[] ThreeParts = ["1–2", "3", "4–5"];

    public static string Label(int part, int parts) => parts == ThreeParts.Length ? ThreeParts[part] : $"{part + 1}";

    /// <summary>The ratings that a part joins.</summary>
    public static int[] Ratings(int part, int parts) =>
        (part, parts) switch
        {
            (0, 3) => [1, 2],
            (1, 3) => [3],
            (2, 3) => [4, 5],
            _ => [part + 1],
        };

    public static int Shade(int part, int parts) => parts == ThreeParts.Length ? part + 2 : part + 1;

    /// <summary>The reach that fits all bars of a chart, so that they can be compared. Null: no bar.</summary>
    public static Reach Common(IEnumerable<int[]?> bars)
    {
        var all = bars.OfType<int[]>().Select(Segments).ToList();
        return new Reach(
            RoundUp(all.Select(segments => -segments[0].From)),
            RoundUp(all.Select(segments => segments[^1].From + segments[^1].Width))
        );
    }

    /// <param name="shares">In per cent, five or three, not all 0.</param>
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

/// <summary>The points of a rating in the words in which they were asked (rule D10).</summary>
public static class RatingPoints
{
    /// <summary>A part of a distribution, such as "1 Very poor" or "4–5 Good, Very good".</summary>
    /// <param name="scale">Null: several, so the number only.</param>
    public static string Part(this Language language, int part, int parts, RatingScale? scale)
    {
        var label = Distribution.Label(part, parts);
        return scale is { } known
            ? $"{label} {string.Join(", ", Distribution.Ratings(part, parts).Select(rating => language.Point(known, rating)))}"
            : label;
    }

    /// <summary>"1 Very poor · 2 Poor · ...".</summary>
    public static string Points(this Language language, RatingScale scale) =>
        string.Join(" · ", Enumerable.Range(0, 5).Select(part => language.Part(part, 5, scale).Replace(' ', '\u00a0')));
}
