namespace Survey.Reports.Charts;

/// <param name="X">In per cent of the width.</param>
/// <param name="Y">In pixels from the top; null: not enough answers in that wave.</param>
/// <param name="Low">Lower end of the interval, in pixels; null: no interval.</param>
/// <param name="High">Upper end of the interval, in pixels; null: no interval.</param>
public sealed record TrendMark(double X, double? Y, double? Low, double? High);

/// <summary>Geometry of a line over waves. Waves stand at equal distances, oldest first.</summary>
public static class Trend
{
    private const int MostLabels = 6;

    /// <summary>The height of a label's digits, its distance from what it labels, and half a mark, in pixels.</summary>
    private const double Letters = 10, Gap = 5, Dot = 4;

    /// <summary>Room for the labels of the scale, in per cent of the width.</summary>
    private const double Inset = 8;

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

    /// <returns>The place of wave <paramref name="index"/> of <paramref name="count"/>, in per cent of the width.</returns>
    public static double X(int index, int count) => Inset + (index + 0.5) / count * (100 - Inset);

    public static IReadOnlyList<TrendMark> Marks(IReadOnlyList<(double? Value, double? Low, double? High)> points, Scale vertical) =>
        [.. points.Select((point, index) => new TrendMark(
            X(index, points.Count), Place(point.Value, vertical), Place(point.Low, vertical), Place(point.High, vertical)))];

    /// <summary>The lines between neighbouring waves that both have a figure.</summary>
    public static IEnumerable<(TrendMark From, TrendMark To)> Lines(IReadOnlyList<TrendMark> marks) =>
        marks.Zip(marks.Skip(1)).Where(pair => pair.First.Y is not null && pair.Second.Y is not null);

    /// <summary>Which waves carry a label: the last and, going back, as many at equal distances as fit on a phone.</summary>
    public static bool HasLabel(int index, int count)
    {
        var step = (count + MostLabels - 1) / MostLabels;
        return (count - 1 - index) % step == 0;
    }

    /// <summary>Where the value of a mark is written, in pixels from the top: above its interval, else below it, else beyond what is in the way.</summary>
    /// <param name="near">Neighbours within this many per cent of the width are in the way.</param>
    /// <param name="target">The place of the target's line, in pixels; null: none.</param>
    /// <param name="height">Of the plot, in pixels.</param>
    public static double LabelAt(IReadOnlyList<TrendMark> marks, int index, double near, double? target, double height)
    {
        var mark = marks[index];
        double top = mark.High ?? mark.Y!.Value - Dot, bottom = mark.Low ?? mark.Y!.Value + Dot;
        List<(double Top, double Bottom)> others =
        [
            .. marks.Where(other => other != mark && other.Y is not null && Math.Abs(other.X - mark.X) < near)
                .Select(other => (other.High ?? other.Y!.Value - Dot, other.Low ?? other.Y!.Value + Dot)),
        ];
        if (target is { } line)
        {
            others.Add((line - 1, line + 1));
        }
        double[] places = [top - Gap, bottom + Gap + Letters, .. others.SelectMany(other => new[] { other.Top - Gap, other.Bottom + Gap + Letters })];
        return places
            .Where(place => place >= Letters && place <= height && (place <= top || place - Letters >= bottom))
            .OrderBy(place => others.Sum(other => Math.Max(0, Math.Min(place + 1, other.Bottom) - Math.Max(place - Letters - 1, other.Top))))
            .FirstOrDefault(top - Gap);
    }

    private static double? Place(double? value, Scale vertical) => value is { } known ? vertical.At(known) : null;
}
