using ScottPlot;
using Survey.Db.Results;

namespace Survey.Reports.Charts;

/// <summary>What a trend is drawn of.</summary>
/// <param name="Points">Oldest first; a hidden or missing figure leaves a gap.</param>
/// <param name="Range">The part of the scale that is drawn, equal for charts that stand together.</param>
/// <param name="Target">Drawn as a line; null: none.</param>
/// <param name="IsSmall">One of many: it names the first and the last wave only.</param>
public sealed record TrendSeries(
    IReadOnlyList<(SealedWave Wave, PublishedFigure? Figure)> Points, (double Bottom, double Top) Range, double? Target = null,
    bool IsSmall = false)
{
    /// <summary>What the range must hold of these figures and targets.</summary>
    public static (double Bottom, double Top) RangeOf(IEnumerable<PublishedFigure?> figures, IEnumerable<double?> targets) => Trend.Range(
        figures.OfType<PublishedFigure>()
            .SelectMany(figure => new[] { figure.Value, figure.Low, figure.High, figure.Range()?.From, figure.Range()?.To })
            .Concat(targets).OfType<double>());
}

/// <summary>A figure over waves: a dot per wave with its interval, lines between neighbours, gaps, the target.</summary>
public sealed class TrendChart(string name, TrendSeries series, Reader reader) : ChartDrawing
{
    private const int Left = 18, Dates = 20, Top = 16, Foot = 8;

    private readonly IReadOnlyList<(SealedWave Wave, PublishedFigure? Figure)> _points = series.Points;

    public override string Title => reader.Language.Format("charts.trendOf", name);

    public override string Description
    {
        get
        {
            var waves = string.Join("; ", _points
                .Select(point => $"{reader.Language.Day(point.Wave.ClosedOn)}: {reader.Words.Value(point.Figure)}"));
            return series.Target is { } target ? $"{waves}. {reader.Language.Format("charts.targetIs", reader.Words.Target(target))}"
                : waves;
        }
    }

    public override IReadOnlyList<int> Widths { get; } = series.IsSmall ? [270] : [340, 720];

    public override IReadOnlyList<ChartKey> Keys =>
        ChartKeys.OfTrend([.. _points.Select(point => new ChartRow(name, point.Figure))], series.Target is not null, reader.Language);

    public override int Height(int width) => series.IsSmall ? 112 : 180;

    public override Plot Draw(int width, ChartColours colours)
    {
        var plot = PlotParts.Begin(colours, new PixelPadding(Left, 2, Dates, 0));
        var scale = new PixelScale(series.Range, Top, Height(width) - Dates - Foot);
        var labels = new TrendLabels(plot, series, scale, width - Left - 2, Height(width) - Dates, reader, colours);
        Grid(plot, colours);
        Lines(plot, colours);
        foreach (var (index, point) in _points.Index())
        {
            Mark(plot, index, point.Figure, scale, colours);
        }
        labels.WriteValues();
        labels.WriteDates();
        plot.Axes.SetLimits(-0.5, _points.Count - 0.5, scale.Value(Height(width) - Dates), scale.Value(0));
        return plot;
    }

    private void Grid(Plot plot, ChartColours colours)
    {
        var levels = Enumerable.Range(1, 5).Where(level => level >= series.Range.Bottom && level <= series.Range.Top).ToList();
        plot.LabelLeft(levels.Select(level => ((double)level, $"{level}")));
        foreach (var level in levels)
        {
            plot.Stroke(-0.5, level, _points.Count - 0.5, level, colours[Ink.Line]);
        }
        if (series.Target is { } target)
        {
            plot.TargetLine(-0.5, target, _points.Count - 0.5, target, colours);
        }
    }

    /// <summary>A line joins neighbouring waves that both have a number; a range is no place that a line could lead to.</summary>
    private void Lines(Plot plot, ChartColours colours)
    {
        var run = new List<Coordinates>();
        foreach (var (index, point) in _points.Index())
        {
            if (point.Figure is { Value: { } value } figure && figure.Range() is null)
            {
                run.Add(new Coordinates(index, value));
            }
            else
            {
                Line(plot, run, colours);
                run = [];
            }
        }
        Line(plot, run, colours);
    }

    private static void Line(Plot plot, List<Coordinates> run, ChartColours colours)
    {
        if (run.Count > 1)
        {
            var line = plot.Add.Scatter(run, colours[Ink.Accent]);
            (line.LineWidth, line.MarkerSize) = (1.5f, 0);
        }
    }

    private void Mark(Plot plot, int index, PublishedFigure? figure, PixelScale scale, ChartColours colours)
    {
        switch (figure)
        {
            case { Value: not null } when figure.Range() is var (from, to):
                plot.Stroke(index, Math.Max(from, series.Range.Bottom), index, Math.Min(to, series.Range.Top), colours[Ink.Accent], 6);
                break;
            case { Value: { } value }:
                if (figure is { Low: { } low, High: { } high })
                {
                    plot.IntervalUp(index, value, low, high, colours[Ink.Ink]);
                }
                plot.Dot(index, value, series.IsSmall || _points.Count > 12 ? 3 : 4, figure.IsCoarse, colours);
                break;
            default:
                var foot = scale.Value(scale.Bottom + Foot - 9);
                plot.Add.Plottable(new HatchMark(new CoordinateRect(index, index, foot, foot), colours[Ink.Ink2],
                    new PixelPadding(9, 9, 7, 7)));
                break;
        }
    }
}
