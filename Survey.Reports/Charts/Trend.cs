namespace Survey.Reports.Charts;

/// <summary>A mark that labels must not cover: pixels from the left (X) and from the top (Top, Bottom).</summary>
public sealed record TrendMark(double X, double Top, double Bottom);

/// <summary>Geometry of a line over waves, which have equal distances, oldest first.</summary>
public static class Trend
{
    /// <summary>In pixels: height of a label's digits, and distance of the label from its mark.</summary>
    private const double Digits = 10,
        Gap = 4;

    /// <summary>The part of the scale 1 to 5 that holds all values: ends at whole and half numbers, at least 2 wide.</summary>
    public static (double Bottom, double Top) Range(IEnumerable<double> values)
    {
        var all = values.DefaultIfEmpty(3).ToList();
        var bottom = Math.Max(1, Math.Floor(all.Min() * 2) / 2);
        var top = Math.Min(5, Math.Ceiling(all.Max() * 2) / 2);
        while (top - bottom < 2)
        {
            bottom = Math.Max(1, bottom - 0.5);
            top = top - bottom < 2 ? Math.Min(5, top + 0.5) : top;
        }
        return (bottom, top);
    }

    /// <summary>Whether a wave has a label: the last one has, and, going back, as many at equal distances as fit.</summary>
    /// <param name="room">Width of a label in waves. The last label may move inwards by half of what exceeds 1.</param>
    public static bool HasLabel(int index, int count, double room)
    {
        var distance = Math.Max(1, (int)Math.Ceiling(room + Math.Max(0, (room - 1) / 2) - 1e-9));
        return (count - 1 - index) % distance == 0;
    }

    /// <summary>Baseline of a label: above its mark, else below it, else beyond what is in the way. Pixels, heights from the top.</summary>
    /// <param name="x">The middle of the label.</param>
    /// <param name="target">The target's line; null: none.</param>
    public static double LabelAt(IReadOnlyList<TrendMark> marks, TrendMark mark, double x, double width, double? target, double height)
    {
        List<(double Top, double Bottom)> others =
        [
            .. marks.Where(other => other != mark && Math.Abs(other.X - x) < width / 2 + 4).Select(other => (other.Top, other.Bottom)),
        ];
        if (target is { } line)
        {
            others.Add((line - 1, line + 1));
        }
        double[] places =
        [
            mark.Top - Gap,
            mark.Bottom + Gap + Digits,
            .. others.SelectMany(other => new[] { other.Top - Gap, other.Bottom + Gap + Digits }),
        ];
        return places
            .Where(place => place >= Digits && place <= height && (place <= mark.Top || place - Digits >= mark.Bottom))
            .OrderBy(place => others.Sum(other => Math.Max(0, Math.Min(place + 1, other.Bottom) - Math.Max(place - Digits - 1, other.Top))))
            .FirstOrDefault(mark.Top - Gap);
    }
}
