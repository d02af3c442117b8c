using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Survey.Reports.Charts;

internal static class PlotParts
{
    /// <summary>A plot without background, frame, ticks and grid. The padding around the data is for axis labels.</summary>
    public static Plot Begin(ChartColours colours, PixelPadding padding)
    {
        var plot = new Plot();
        // In a file, title and legend are already on the canvas.
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Axes.Remove(plot.Axes.Right);
        plot.Axes.Remove(plot.Axes.Top);
        foreach (IAxis axis in new IAxis[] { plot.Axes.Left, plot.Axes.Bottom })
        {
            axis.FrameLineStyle.Width = 0;
            axis.MajorTickStyle.Length = 0;
            axis.MinorTickStyle.Length = 0;
            axis.TickLabelStyle.FontName = ChartFonts.Name;
            axis.TickLabelStyle.FontSize = ChartDrawing.Letters;
            axis.TickLabelStyle.ForeColor = colours[Ink.Ink2];
        }
        plot.Axes.Left.TickGenerator = plot.Axes.Bottom.TickGenerator = new EmptyTickGenerator();
        plot.HideGrid();
        plot.Layout.Fixed(padding);
        return plot;
    }

    public static void LabelBottom(this Plot plot, IEnumerable<(double At, string Words)> labels) =>
        plot.Axes.Bottom.TickGenerator = Labels(labels);

    public static void LabelLeft(this Plot plot, IEnumerable<(double At, string Words)> labels) =>
        plot.Axes.Left.TickGenerator = Labels(labels);

    /// <summary>A text in the data area. In a PNG, what extends beyond the area is cut off.</summary>
    public static Text Write(
        this Plot plot,
        string words,
        double x,
        double y,
        Color color,
        Alignment alignment = Alignment.MiddleCenter,
        bool bold = false
    )
    {
        var text = plot.Add.Text(ChartFonts.Plain(words), x, y);
        text.LabelFontName = ChartFonts.Name;
        text.LabelFontSize = ChartDrawing.Letters;
        text.LabelFontColor = color;
        text.LabelBold = bold;
        text.LabelAlignment = alignment;
        return text;
    }

    /// <summary>A text over strokes: its background has the colour of the paper.</summary>
    public static void WriteOnPaper(this Plot plot, string words, double x, double y, ChartColours colours)
    {
        var text = plot.Write(words, x, y, colours[Ink.Ink2]);
        (text.LabelBackgroundColor, text.LabelPixelPadding) = (colours[Ink.Paper], new PixelPadding(4, 4, 1, 1));
    }

    public static LinePlot Stroke(this Plot plot, double x1, double y1, double x2, double y2, Color color, float width = 1)
    {
        var line = plot.Add.Line(x1, y1, x2, y2);
        (line.LineColor, line.LineWidth, line.MarkerSize) = (color, width, 0);
        return line;
    }

    /// <summary>Dashed. On a page by the stylesheet: ScottPlot would draw a shape per dash, in all 1 kB and more.</summary>
    public static void TargetLine(this Plot plot, double x1, double y1, double x2, double y2, ChartColours colours) =>
        plot.Stroke(x1, y1, x2, y2, colours[Ink.Target], 1.5f).LinePattern = Dashes(colours);

    /// <summary>Dashed like <see cref="TargetLine"/>, and thin.</summary>
    public static void BreakLine(this Plot plot, double x1, double y1, double x2, double y2, ChartColours colours) =>
        plot.Stroke(x1, y1, x2, y2, colours[Ink.Break]).LinePattern = Dashes(colours);

    private static LinePattern Dashes(ChartColours colours) => colours == ChartColours.Light ? LinePattern.Dashed : LinePattern.Solid;

    public static void IntervalAcross(this Plot plot, double low, double high, double y, Color color, float cap)
    {
        var (middle, half) = ((low + high) / 2, (high - low) / 2);
        plot.Interval(
            new ErrorBar([middle], [y], xErrorsNegative: [half], xErrorsPositive: [half], yErrorsNegative: null, yErrorsPositive: null),
            color,
            2,
            cap
        );
    }

    public static void IntervalUp(this Plot plot, double x, double low, double high, Color color, float width = 2)
    {
        var (middle, half) = ((low + high) / 2, (high - low) / 2);
        plot.Interval(
            new ErrorBar([x], [middle], xErrorsNegative: null, xErrorsPositive: null, yErrorsNegative: [half], yErrorsPositive: [half]),
            color,
            width,
            0
        );
    }

    public static Marker Dot(this Plot plot, double x, double y, float radius, ChartColours colours)
    {
        var dot = plot.Add.Marker(x, y, MarkerShape.FilledCircle, 2 * radius, colours[Ink.Accent]);
        (dot.MarkerStyle.OutlineWidth, dot.MarkerStyle.OutlineColor) = (1.5f, colours[Ink.Paper]);
        return dot;
    }

    /// <summary>The values that a rounded value stands for.</summary>
    public static void Bin(this Plot plot, CoordinateRect place, ChartColours colours)
    {
        var bin = plot.Add.Rectangle(place);
        (bin.FillColor, bin.LineWidth) = (colours[Ink.Bin], 0);
    }

    /// <summary>The values that a word stands for.</summary>
    public static void Band(this Plot plot, CoordinateRect place, ChartColours colours)
    {
        var band = plot.Add.Rectangle(place);
        (band.FillColor, band.LineColor, band.LineWidth) = (colours[Ink.Bin], colours[Ink.Accent], 1.5f);
    }

    private static void Interval(this Plot plot, ErrorBar bar, Color color, float width, float cap)
    {
        (bar.Color, bar.LineWidth, bar.CapSize) = (color, width, cap);
        plot.Add.Plottable(bar);
    }

    private static NumericManual Labels(IEnumerable<(double At, string Words)> labels)
    {
        var all = labels.ToList();
        return new NumericManual([.. all.Select(label => label.At)], [.. all.Select(label => ChartFonts.Plain(label.Words))]);
    }
}
