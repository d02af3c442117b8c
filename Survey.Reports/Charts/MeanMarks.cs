using ScottPlot;
using Survey.Db.Results;
using Survey.Reports.Charts.Marks;

namespace Survey.Reports.Charts;

internal static class MeanMarks
{
    private const int HalfBin = 8,
        HalfBand = 5;

    /// <summary>The scale with the mean. <paramref name="pixel"/>: the height of a pixel in axis units.</summary>
    public static void MeanRow(this Plot plot, ChartRow row, double y, double pixel, ChartColours colours)
    {
        if (row.Figure is { Word: null } && row.Figure.Range() is { } bin)
        {
            plot.Bin(new CoordinateRect(bin.From, bin.To, y - HalfBin * pixel, y + HalfBin * pixel), colours);
        }
        Scale(plot, y, pixel, colours);
        if (row.IsShown)
        {
            plot.MeanMark(row.Figure!, y, pixel, colours);
        }
        else
        {
            plot.Add.Plottable(new HatchMark(new CoordinateRect(1, 5, y - 7 * pixel, y + 7 * pixel), colours[Ink.Line2]));
        }
    }

    private static void Scale(Plot plot, double y, double pixel, ChartColours colours)
    {
        plot.Stroke(1, y, 5, y, colours[Ink.Line]);
        for (var rating = 1; rating <= 5; rating++)
        {
            plot.Stroke(rating, y - 4 * pixel, rating, y + 4 * pixel, colours[Ink.Line]);
        }
    }

    private static void MeanMark(this Plot plot, PublishedFigure figure, double y, double pixel, ChartColours colours)
    {
        if (figure is { Word: not null } && figure.Range() is { } range)
        {
            plot.Band(new CoordinateRect(range.From, range.To, y - HalfBand * pixel, y + HalfBand * pixel), colours);
            return;
        }
        if (figure is { Low: { } low, High: { } high })
        {
            plot.IntervalAcross(low, high, y, colours[Ink.Ink], 5);
        }
        plot.Dot(figure.Place()!.Value, y, 5, colours);
    }
}
