using ScottPlot;
using Survey.Db.Results;

namespace Survey.Reports.Charts;

internal sealed record PixelScale((double Bottom, double Top) Range, double Top, double Bottom)
{
    private double PerPixel => (Range.Top - Range.Bottom) / (Bottom - Top);

    public double Pixel(double value) => Top + (Range.Top - value) / PerPixel;

    public double Value(double pixel) => Range.Top - (pixel - Top) * PerPixel;
}

/// <summary>Values and dates of a trend. They cover neither each other nor a mark.</summary>
internal sealed class TrendLabels(
    Plot plot,
    TrendSeries series,
    PixelScale scale,
    double width,
    double height,
    Reader reader,
    ChartColours colours
)
{
    /// <summary>Half a dot, and the height of a hidden wave's hatching, in pixels.</summary>
    private const double Dot = 5,
        Hatch = 16;

    private readonly IReadOnlyList<(SealedWave Wave, PublishedFigure? Figure)> _points = series.Points;

    private double Step => width / _points.Count;

    public void WriteValues()
    {
        var marks = _points.Select((point, index) => point.Figure.Range() is { } range ? Mark(index, point.Figure!, range) : null).ToList();
        var all = marks.Select((mark, index) => mark ?? new TrendMark(index * Step, height - Hatch, height)).ToList();
        foreach (var (index, point) in _points.Index())
        {
            if (marks[index] is { } mark && reader.Words.Brief(point.Figure) is { } words && HasLabel(index, 34))
            {
                var room = ChartFonts.Width(words, ChartDrawing.Letters, bold: true);
                var target = series.Target is { } value ? scale.Pixel(value) : (double?)null;
                var at = Inside(index, room);
                var place = Trend.LabelAt(all, mark, at * Step, room, target, height);
                plot.Write(words, at, scale.Value(place + 2), colours[Ink.Ink], Alignment.LowerCenter, bold: true);
            }
        }
    }

    public void WriteDates()
    {
        var isOften = _points.DistinctBy(point => (point.Wave.ClosedOn.Year, point.Wave.ClosedOn.Month)).Count() < _points.Count;
        var dates = _points.Select(point => point.Wave.ClosedOn.ToString(isOften ? "d" : "MMM yyyy", reader.Language.Culture)).ToList();
        var room = dates.Max(date => ChartFonts.Width(date, ChartDrawing.Letters)) + 8;
        plot.LabelBottom(
            dates
                .Select((date, index) => (Index: index, Date: date))
                .Where(one => HasLabel(one.Index, room))
                .Select(one => (Inside(one.Index, room - 8), one.Date))
        );
    }

    private bool HasLabel(int index, double room) =>
        series.IsSmall ? index == 0 && _points.Count > 1 || index == _points.Count - 1 : Trend.HasLabel(index, _points.Count, room / Step);

    private double Inside(int index, double room)
    {
        var half = Math.Max(0, room / 2 / Step - 0.5);
        return Math.Clamp(index, half, Math.Max(half, _points.Count - 1 - half));
    }

    private TrendMark Mark(int index, PublishedFigure figure, FigureRange range)
    {
        var interval = figure is { HasTrend: true, Low: { } low, High: { } high } ? new FigureRange(low, high) : range;
        var place = scale.Pixel(figure.Place()!.Value);
        var top = Math.Min(scale.Pixel(Math.Max(interval.To, range.To)), place - Dot);
        var bottom = Math.Max(scale.Pixel(Math.Min(interval.From, range.From)), place + Dot);
        return new TrendMark(index * Step, top, bottom);
    }
}
