using ScottPlot;

namespace Survey.Reports.Charts;

/// <summary>The mean or word of each row with its 95 % interval and target. Null title: the single row of a page.</summary>
public sealed class MeanChart(IReadOnlyList<ChartRow> rows, Reader reader, string? title = null) : ChartDrawing
{
    private const int Row = 28,
        Axis = 16;

    /// <summary>Room beyond 1 and 5, so that a mark at an end is not cut off.</summary>
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

    private string Words(ChartRow row) =>
        row is { IsShown: true, Target: { } target }
            ? $"{reader.Words.Sentence(row.Figure)} {reader.Language.Format("charts.targetIs", reader.Words.Target(target))}"
            : reader.Words.Sentence(row.Figure);
}
