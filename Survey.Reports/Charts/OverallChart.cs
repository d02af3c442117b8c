using ScottPlot;
using Survey.Reports.Scoring;

namespace Survey.Reports.Charts;

/// <summary>The overall rating on one scale from 1 to 5: a column per rating, and below them the mean with its interval.</summary>
public sealed class OverallChart(ChartRow row, Reader reader) : ChartDrawing
{
    private const int Columns = 84, Label = 18, MeanRow = 24, Axis = 18;

    public override string Title => reader.Language.Format("charts.distributionOf", row.Name);

    public override string Description => row.Counts is not { } counts ? reader.Words.Sentence(row.Figure)
        : $"{reader.Words.Sentence(row.Figure)} " + string.Join("; ", counts.Select((count, index) => reader.Language.Format(
            "charts.ratingShare", index + 1, reader.Words.Part(count, counts.Sum()), reader.Words.Whole(count))));

    public override IReadOnlyList<int> Widths { get; } = [340, 480];

    public override IReadOnlyList<ChartKey> Keys =>
    [
        .. ChartKeys.OfRatings([row], reader.Language).Where(key => key.Mark != ChartMark.Words),
        .. ChartKeys.OfMeans([row], reader.Language),
        .. row.IsShown ? Array.Empty<ChartKey>() : [new ChartKey(ChartMark.Hidden, reader.Language["charts.hidden"])],
    ];

    private int Above => row.Counts is null ? 0 : Label + Columns;

    public override int Height(int width) => Above + MeanRow + Axis;

    public override Plot Draw(int width, ChartColours colours)
    {
        var plot = PlotParts.Begin(colours, new PixelPadding(0, 0, Axis, 0));
        var most = row.Counts is { } answers ? (double)answers.Max() / answers.Sum() : 1;
        var pixel = most / Columns;
        if (row.Counts is { } counts)
        {
            Bars(plot, counts, colours);
        }
        plot.MeanRow(row, -MeanRow / 2.0 * pixel, pixel, colours);
        plot.LabelBottom(Enumerable.Range(1, 5).Select(rating => ((double)rating, $"{rating}")));
        plot.Axes.SetLimits(0.5, 5.5, -MeanRow * pixel, Above * pixel);
        return plot;
    }

    private void Bars(Plot plot, int[] counts, ChartColours colours)
    {
        foreach (var (index, count) in counts.Index().Where(bar => bar.Item > 0))
        {
            var share = (double)count / counts.Sum();
            plot.Add.Bar(new Bar { Position = index + 1, Value = share, Size = 0.72, FillColor = colours.Rate(index + 1), LineWidth = 0 });
            plot.Write(reader.Words.Percent(Rounded.Percent(share)), index + 1, share, colours[Ink.Ink], Alignment.LowerCenter);
        }
    }
}
