using ScottPlot;
using Survey.Db.Results;

namespace Survey.Reports.Charts;

/// <summary>The mean of each row with its 95 % interval against its target, on the scale from 1 to 5.</summary>
/// <param name="title">Of a file, in which each row carries its name; null: the one row of a page.</param>
public sealed class MeanChart(IReadOnlyList<ChartRow> rows, Reader reader, string? title = null) : ChartDrawing
{
    private const int Row = 28, Axis = 16;

    /// <summary>Beyond 1 and 5, so that a mark at an end is not cut.</summary>
    private const double Margin = 0.16;

    private readonly ChartRows _rows = new(rows, title is not null);

    public override string Title => title ?? reader.Language.Format("charts.meanOf", rows[0].Name);

    public override string Description => string.Join(" ", rows.Select(row => title is null ? Words(row) : $"{row.Name}: {Words(row)}"));

    public override IReadOnlyList<int> Widths { get; } = title is null ? [280, 227] : [672];

    public override IReadOnlyList<ChartKey> Keys => ChartKeys.OfMeans(rows, reader.Language);

    public override int Height(int width) => rows.Count * _rows.RowHeight(Row) + Axis;

    public override Plot Draw(int width, ChartColours colours)
    {
        var plot = PlotParts.Begin(colours, new PixelPadding(_rows.Left, 0, Axis, 0));
        plot.LabelBottom(Enumerable.Range(1, 5).Select(rating => ((double)rating, $"{rating}")));
        var pixel = 1.0 / _rows.RowHeight(Row);
        foreach (var (index, row) in rows.Index())
        {
            DrawRow(plot, row, ChartRows.At(index), pixel, colours);
        }
        _rows.Place(plot, 1 - Margin, 5 + Margin, colours);
        return plot;
    }

    /// <param name="pixel">The height of a pixel.</param>
    private void DrawRow(Plot plot, ChartRow row, double y, double pixel, ChartColours colours)
    {
        plot.MeanRow(row, y, pixel, colours);
        if (!row.IsShown)
        {
            plot.WriteOnPaper(reader.Language["charts.hidden"], 3, y, colours);
        }
        if (row is { IsShown: true, Target: { } target })
        {
            plot.Stroke(target, y - 9 * pixel, target, y + 8 * pixel, colours[Ink.Worse], 1.5f);
            plot.Add.Marker(target, y + 10 * pixel, MarkerShape.FilledTriangleDown, 9, colours[Ink.Worse]);
        }
    }

    private string Words(ChartRow row) => row is { IsShown: true, Target: { } target }
        ? $"{reader.Words.Sentence(row.Figure)} {reader.Language.Format("charts.targetIs", reader.Words.Target(target))}"
        : reader.Words.Sentence(row.Figure);
}

/// <summary>A mean on a horizontal scale from 1 to 5.</summary>
internal static class MeanMarks
{
    /// <summary>The scale with the mean on it; hatched where the mean is hidden.</summary>
    /// <param name="pixel">The height of a pixel.</param>
    public static void MeanRow(this Plot plot, ChartRow row, double y, double pixel, ChartColours colours)
    {
        plot.Stroke(1, y, 5, y, colours[Ink.Line]);
        for (var rating = 1; rating <= 5; rating++)
        {
            plot.Stroke(rating, y - 4 * pixel, rating, y + 4 * pixel, colours[Ink.Line]);
        }
        if (row.IsShown)
        {
            plot.MeanMark(row.Figure!, y, colours);
        }
        else
        {
            plot.Add.Plottable(new HatchMark(new CoordinateRect(1, 5, y - 7 * pixel, y + 7 * pixel), colours[Ink.Line2]));
        }
    }

    /// <summary>A dot with its interval, or a thick line over the range that is all that may be told.</summary>
    private static void MeanMark(this Plot plot, PublishedFigure figure, double y, ChartColours colours)
    {
        if (figure.Range() is var (from, to))
        {
            plot.Stroke(from, y, to, y, colours[Ink.Accent], 6);
            return;
        }
        if (figure is { Low: { } low, High: { } high })
        {
            plot.IntervalAcross(figure.Value!.Value, low, high, y, colours[Ink.Ink], 5);
        }
        plot.Dot(figure.Value!.Value, y, 5, figure.IsCoarse, colours);
    }

    /// <summary>The part of the scale in which the mean lies; null: the figure is a number.</summary>
    public static (double From, double To)? Range(this PublishedFigure figure) => figure switch
    {
        { Shown: Shown.Low, Value: { } end } => (1, end),
        { Shown: Shown.High, Value: { } end } => (end, 5),
        _ => null,
    };
}
