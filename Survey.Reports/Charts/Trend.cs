namespace Survey.Reports.Charts;

/// <summary>A mark that labels must not cover.</summary>
/// <param name="X">In pixels from the left.</param>
/// <param name="Top">In pixels from the top.</param>
/// <param name="Bottom">In pixels from the top.</param>
public sealed record TrendMark(double X, double Top, double Bottom);

/// <summary>Geometry of a line over waves. Waves stand at equal distances, oldest first.</summary>
public static class Trend
{
    /// <summary>The height of a label's digits and its distance from what it labels, in pixels.</summary>
    private const double Digits = 10,
        Gap = 4;

    /// <summary>The part of the scale 1 to 5 that all values need, in whole and half steps, at least two wide.</summary>
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

    /// <summary>Which waves carry a label: the last and, going back, as many at equal distances as have room.</summary>
    /// <param name="room">What a label needs, in steps from wave to wave; the last one may move inwards by half of what exceeds a step.</param>
    public static bool HasLabel(int index, int count, double room)
    {
        var distance = Math.Max(1, (int)Math.Ceiling(room + Math.Max(0, (room - 1) / 2) - 1e-9));
        return (count - 1 - index) % distance == 0;
    }

    /// <summary>
    /// The baseline of a mark's value, in pixels from the top: above the mark, else below it, else beyond what is in the way.
    /// </summary>
    /// <param name="x">The middle of the label, in pixels from the left.</param>
    /// <param name="width">Of the label, in pixels.</param>
    /// <param name="target">The place of the target's line, in pixels; null: none.</param>
    /// <param name="height">Of the plot, in pixels.</param>
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
