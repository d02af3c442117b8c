using ScottPlot;
using Survey.Reports.Charts.Marks;

namespace Survey.Reports.Charts;

/// <summary>A diverging stacked bar per row, the middles of rating 3 aligned. Null title: the single row of a page.</summary>
public sealed class DistributionChart(IReadOnlyList<ChartRow> rows, Reach reach, Reader reader, string? title = null) : ChartDrawing
{
    private const int Bar = 20,
        Row = 28;

    private readonly ChartRows _rows = new(rows, title is not null);

    public override string Title => title ?? reader.Language.Format("charts.distributionOf", rows[0].Name);

    public override string Description => string.Join(" ", rows.Select(row => title is null ? Words(row) : $"{row.Name}: {Words(row)}."));

    public override IReadOnlyList<int> Widths { get; } = title is null ? [340] : [672];

    public override IReadOnlyList<ChartKey> Keys => ChartKeys.OfRatings(rows, reader.Language);

    public override int Height(int width) => rows.Count * _rows.RowHeight(Row);

    public override Plot Draw(int width, ChartColours colours)
    {
        var plot = PlotParts.Begin(colours, new PixelPadding(_rows.Left, 0, 0, 0));
        plot.Stroke(0, 0.5, 0, -rows.Count + 0.5, colours[Ink.Ink]);
        var perPixel = (reach.Left + reach.Right) / (width - _rows.Left);
        foreach (var (index, row) in rows.Index())
        {
            if (row.Shares is not null)
            {
                Stack(plot, row, ChartRows.At(index), perPixel, colours);
            }
            else
            {
                Missing(plot, row, ChartRows.At(index), colours);
            }
        }
        _rows.Place(plot, -reach.Left, reach.Right, colours);
        return plot;
    }

    private void Stack(Plot plot, ChartRow row, double y, double perPixel, ChartColours colours)
    {
        var size = (double)Bar / _rows.RowHeight(Row);
        var parts = reader.Words.Parts(row.Figure!);
        foreach (var segment in Distribution.Segments(row.Shares!).Where(segment => segment.Width > 0))
        {
            plot.Add.Bar(
                new Bar
                {
                    Position = y,
                    ValueBase = segment.From,
                    Value = segment.From + segment.Width,
                    Size = size,
                    Orientation = Orientation.Horizontal,
                    FillColor = colours.Rate(segment.Shade),
                    LineColor = colours[Ink.Paper],
                    LineWidth = 1,
                }
            );
            string[] labels = [parts[segment.Part].Share, reader.Words.BriefShare(row.Shares![segment.Part], row.Figure!.ShareStep!.Value)];
            if (labels.FirstOrDefault(label => segment.Width / perPixel >= ChartFonts.Width(label, Letters) + 4) is { } label)
            {
                plot.Write(label, segment.From + segment.Width / 2, y, colours.OnRate(segment.Shade));
            }
        }
    }

    private void Missing(Plot plot, ChartRow row, double y, ChartColours colours)
    {
        if (!row.IsShown)
        {
            plot.Add.Plottable(new HatchMark(new CoordinateRect(-reach.Left, reach.Right, y - 0.25, y + 0.25), colours[Ink.Line2]));
        }
        plot.WriteOnPaper(reader.Language[row.IsShown ? "report.smallGroup" : "charts.hidden"], (reach.Right - reach.Left) / 2, y, colours);
    }

    private string Words(ChartRow row) =>
        row.Shares is null
            ? reader.Language[row.IsShown ? "report.smallGroup" : "charts.hidden"]
            : reader.Words.PartsSentence(row.Figure!, row.Scale);
}
