using ScottPlot;
using Survey.Db.Results;

namespace Survey.Reports.Charts.Marks;

/// <summary>A word-sized trend: a line with gaps where a figure is too coarse for a trend, a dot at the last figure.</summary>
public sealed class Sparkline(string name, IReadOnlyList<PublishedFigure?> figures, (double Bottom, double Top) range, Reader reader)
    : ChartDrawing
{
    private const double Margin = 4;

    public override string Title => reader.Language.Format("charts.trendOf", name);

    public override string Description => string.Join("; ", figures.Select(reader.Words.Value));

    public override IReadOnlyList<int> Widths { get; } = [96];

    public override int FileWidth => 96;

    public bool HasLine => figures.Zip(figures.Skip(1)).Any(pair => Number(pair.First) is not null && Number(pair.Second) is not null);

    public override int Height(int width) => 24;

    public override Plot Draw(int width, ChartColours colours)
    {
        var plot = PlotParts.Begin(colours, new PixelPadding(0, 0, 0, 0));
        foreach (var (index, (first, second)) in figures.Zip(figures.Skip(1)).Index())
        {
            if (Number(first) is { } from && Number(second) is { } to)
            {
                plot.Stroke(index, from, index + 1, to, colours[Ink.Accent], 1.5f);
            }
        }
        if (Number(figures[^1]) is { } last)
        {
            plot.Add.Marker(figures.Count - 1, last, MarkerShape.FilledCircle, 5, colours[Ink.Accent]);
        }
        var (across, up) = ((figures.Count - 1) * Margin / width, (range.Top - range.Bottom) * Margin / Height(width));
        plot.Axes.SetLimits(-across, figures.Count - 1 + across, range.Bottom - up, range.Top + up);
        return plot;
    }

    private static double? Number(PublishedFigure? figure) => figure.TrendPlace()?.Place;
}
