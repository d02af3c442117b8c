using ScottPlot;

namespace Survey.Reports.Charts;

/// <summary>A column per rating, or three columns; below them the mean with its interval.</summary>
public sealed class OverallChart(ChartRow row, Reader reader) : ChartDrawing
{
    private const int Columns = 84,
        Label = 18,
        MeanRow = 24,
        Axis = 18;

    public override string Title => reader.Language.Format("charts.distributionOf", row.Name);

    public override string Description =>
        row.Shares is null
            ? reader.Words.Sentence(row.Figure)
            : $"{reader.Words.Sentence(row.Figure)} {reader.Words.PartsSentence(row.Figure!, row.Scale)}";

    public override IReadOnlyList<int> Widths { get; } = [340, 480];

    public override IReadOnlyList<ChartKey> Keys =>
        [
            .. ChartKeys.OfRatings([row], reader.Language).Where(key => key.Mark != ChartMark.Words),
            .. ChartKeys.OfMeans([row with { Target = null }], reader.Language),
            .. row.IsShown ? Array.Empty<ChartKey>() : [new ChartKey(ChartMark.Hidden, reader.Language["charts.hidden"])],
        ];

    private int Above => row.Shares is null ? 0 : Label + Columns;

    public override int Height(int width) => Above + MeanRow + Axis;

    public override Plot Draw(int width, ChartColours colours)
    {
        var plot = PlotParts.Begin(colours, new PixelPadding(0, 0, Axis, 0));
        var most = row.Shares?.Max() ?? 1.0;
        var pixel = most / Columns;
        if (row.Shares is { } shares)
        {
            Bars(plot, shares, colours);
        }
        plot.MeanRow(row, -MeanRow / 2.0 * pixel, pixel, colours);
        plot.LabelBottom(Enumerable.Range(1, 5).Select(rating => ((double)rating, $"{rating}")));
        plot.Axes.SetLimits(0.5, 5.5, -MeanRow * pixel, Above * pixel);
        return plot;
    }

    private void Bars(Plot plot, int[] shares, ChartColours colours)
    {
        var isWhole = shares.Length == 5;
        var parts = reader.Words.Parts(row.Figure!);
        foreach (var (part, share) in shares.Index().Where(bar => bar.Item > 0))
        {
            var (at, shade) = (isWhole ? part + 1 : 1.5 * (part + 1), Distribution.Shade(part, shares.Length));
            plot.Add.Bar(
                new Bar
                {
                    Position = at,
                    Value = share,
                    Size = isWhole ? 0.72 : 1,
                    FillColor = colours.Rate(shade),
                    LineWidth = 0,
                }
            );
            plot.Write(
                isWhole ? parts[part].Share : $"{parts[part].Part}: {parts[part].Share}",
                at,
                share,
                colours[Ink.Ink],
                Alignment.LowerCenter
            );
        }
    }
}
