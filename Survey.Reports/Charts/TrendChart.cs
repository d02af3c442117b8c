using ScottPlot;
using Survey.Db.Results;
using Survey.Reports.Charts.Marks;

namespace Survey.Reports.Charts;

/// <summary>The data of a trend, oldest wave first. A hidden or missing figure leaves a gap. A null target is not drawn.</summary>
/// <param name="Range">The drawn part of the scale, equal for charts that are shown together.</param>
/// <param name="IsSmall">One of many charts: it names only the first and the last wave.</param>
public sealed record TrendSeries(
    IReadOnlyList<(SealedWave Wave, PublishedFigure? Figure)> Points,
    (double Bottom, double Top) Range,
    double? Target = null,
    bool IsSmall = false
)
{
    /// <summary>By Index.</summary>
    public IReadOnlyList<SeriesBreak> Breaks { get; init; } = [];

    /// <summary>By Index.</summary>
    public IReadOnlyList<SeriesMark> Marks { get; init; } = [];

    public static (double Bottom, double Top) RangeOf(IEnumerable<PublishedFigure?> figures, IEnumerable<double?> targets) =>
        Trend.Range(
            figures
                .OfType<PublishedFigure>()
                .SelectMany(figure =>
                    new[]
                    {
                        figure.HasTrend ? figure.Low : null,
                        figure.HasTrend ? figure.High : null,
                        figure.Range()?.From,
                        figure.Range()?.To,
                    }
                )
                .Concat(targets)
                .OfType<double>()
        );
}

/// <summary>A dot with interval and bin per wave, lines between neighbours, gaps. Figures too coarse for a trend: a range.</summary>
public sealed class TrendChart(string name, TrendSeries series, Reader reader) : ChartDrawing
{
    private const int Left = 18,
        Right = 2,
        Dates = 20,
        Top = 16,
        Foot = 8,
        HalfBin = 7,
        HalfBand = 5;

    private readonly IReadOnlyList<(SealedWave Wave, PublishedFigure? Figure)> _points = series.Points;

    public override string Title => reader.Language.Format("charts.trendOf", name);

    public override string Description
    {
        get
        {
            var waves = string.Join(
                "; ",
                _points.Select(point => $"{reader.Language.Day(point.Wave.ClosedOn)}: {reader.Words.Value(point.Figure)}")
            );
            var breaks = string.Concat(series.Breaks.Select(one => $"; {reader.Change.BreakSince(one)}").Concat(Since));
            return series.Target is { } target
                ? $"{waves}{breaks}. {reader.Language.Format("charts.targetIs", reader.Words.Target(target))}"
                : waves + breaks;
        }
    }

    private IEnumerable<string> Since =>
        series.Marks.Select(mark =>
            $"; {reader.Language.Format("charts.caseSince", mark.Letters, reader.Language.Day(_points[mark.Index].Wave.ClosedOn))}"
        );

    public override IReadOnlyList<int> Widths { get; } = series.IsSmall ? [270] : [340, 720];

    public override IReadOnlyList<ChartKey> Keys =>
        ChartKeys.OfTrend([.. _points.Select(point => new ChartRow(name, point.Figure))], series.Target is not null, reader.Language);

    public override int Height(int width) => (series.IsSmall ? 112 : 180) + Breaks(width).Height + CaseLines.Height(series);

    private BreakLabels Breaks(int width) => new(series, width - Left - Right, reader);

    public override Plot Draw(int width, ChartColours colours)
    {
        var plot = PlotParts.Begin(colours, new PixelPadding(Left, Right, Dates, 0));
        var breaks = Breaks(width);
        var scale = new PixelScale(series.Range, breaks.Height + CaseLines.Height(series) + Top, Height(width) - Dates - Foot);
        var labels = new TrendLabels(plot, series, scale, width - Left - Right, Height(width) - Dates, reader, colours);
        var pixel = (double)_points.Count / (width - Left - Right);
        Bins(plot, pixel, colours);
        Grid(plot, colours);
        breaks.Draw(plot, scale, pixel, Height(width) - Dates, colours);
        CaseLines.Draw(plot, series, scale, breaks.Height, Height(width) - Dates, colours);
        Lines(plot, colours);
        foreach (var (index, point) in _points.Index())
        {
            Mark(plot, index, point.Figure, scale, pixel, colours);
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

    /// <summary>Joins neighbouring waves whose figures are fine enough. A range has no point where a line could end.</summary>
    private void Lines(Plot plot, ChartColours colours)
    {
        var run = new List<Coordinates>();
        foreach (var (index, point) in _points.Index())
        {
            if (point.Figure.TrendPlace() is var (place, _))
            {
                run.Add(new Coordinates(index, place));
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

    private void Mark(Plot plot, int index, PublishedFigure? figure, PixelScale scale, double pixel, ChartColours colours)
    {
        if (figure.Range() is not { } range)
        {
            var foot = scale.Value(scale.Bottom + Foot - 9);
            plot.Add.Plottable(
                new HatchMark(new CoordinateRect(index, index, foot, foot), colours[Ink.Ink2], new PixelPadding(9, 9, 7, 7))
            );
        }
        else if (figure is { HasTrend: true, Low: { } low, High: { } high })
        {
            plot.IntervalUp(index, low, high, colours[Ink.Ink]);
            plot.Dot(index, figure.Place()!.Value, series.IsSmall || _points.Count > 12 ? 3 : 4, colours);
        }
        else if (figure is { Word: not null })
        {
            plot.Band(Place(index, range, HalfBand * pixel), colours);
        }
    }

    /// <summary>Drawn behind lines and dots. <paramref name="pixel"/>: the width of a pixel, in waves.</summary>
    private void Bins(Plot plot, double pixel, ChartColours colours)
    {
        foreach (var (index, point) in _points.Index())
        {
            if (point.Figure is { Word: null } && point.Figure.Range() is { } bin)
            {
                plot.Bin(Place(index, bin, HalfBin * pixel), colours);
            }
        }
    }

    /// <param name="half">Half of the width, in waves.</param>
    private static CoordinateRect Place(int index, FigureRange range, double half) =>
        new(index - Math.Min(0.4, half), index + Math.Min(0.4, half), range.From, range.To);
}
