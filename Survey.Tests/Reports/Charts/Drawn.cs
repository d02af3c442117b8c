using ScottPlot;
using ScottPlot.Plottables;
using Survey.Db.Languages;
using Survey.Reports.Charts;
using Survey.Reports.Charts.Marks;

namespace Survey.Tests.Reports.Charts;

/// <summary>What a drawing consists of, in units of its figures.</summary>
internal sealed class Drawn
{
    private readonly Plot _plot;

    public Drawn(ChartDrawing drawing)
    {
        var width = drawing.Widths[^1];
        _plot = drawing.Draw(width, ChartColours.Tokens);
        // The labels of axes are made while drawing.
        _plot.RenderInMemory(width, drawing.Height(width));
    }

    public static Reader English { get; } = new(Language.Of("en"), Printing: false);

    public static Reader ReaderOf(string language) => new(Language.Of(language), Printing: false);

    public IReadOnlyList<Bar> Bars => [.. _plot.GetPlottables<BarPlot>().SelectMany(plottable => plottable.Bars)];

    public IReadOnlyList<Marker> Markers => [.. _plot.GetPlottables<Marker>()];

    /// <summary>Dots, without the triangles of targets.</summary>
    public IReadOnlyList<Marker> Dots => [.. Markers.Where(marker => marker.MarkerStyle.Shape == MarkerShape.FilledCircle)];

    public IReadOnlyList<LinePlot> Strokes => [.. _plot.GetPlottables<LinePlot>()];

    /// <summary>Bins of values, ranges of words, and cells.</summary>
    public IReadOnlyList<Rectangle> Rectangles => [.. _plot.GetPlottables<Rectangle>()];

    public IReadOnlyList<ErrorBar> Intervals => [.. _plot.GetPlottables<ErrorBar>()];

    public IReadOnlyList<HatchMark> Hatches => [.. _plot.GetPlottables<HatchMark>()];

    public IReadOnlyList<Scatter> Lines => [.. _plot.GetPlottables<Scatter>()];

    public IReadOnlyList<string> Words => [.. _plot.GetPlottables<Text>().Select(text => text.LabelText)];

    public IReadOnlyList<Text> Texts => [.. _plot.GetPlottables<Text>()];

    public AxisLimits Limits => _plot.Axes.GetLimits();

    public IReadOnlyList<string> Bottom => Labels(_plot.Axes.Bottom);

    public IReadOnlyList<string> Left => Labels(_plot.Axes.Left);

    public IEnumerable<LinePlot> StrokesOf(Ink ink) => Strokes.Where(stroke => stroke.LineColor == ChartColours.Tokens[ink]);

    private static IReadOnlyList<string> Labels(IAxis axis) =>
        [.. ((ScottPlot.TickGenerators.NumericManual)axis.TickGenerator).Ticks.Select(tick => tick.Label)];
}
