using ScottPlot;

namespace Survey.Reports.Charts;

/// <summary>Cases that answer the figure of the wave at Index.</summary>
/// <param name="Letters">As in the list of cases: "A", "A, C".</param>
public sealed record SeriesMark(int Index, string Letters);

/// <summary>A thin line with its letters at each wave whose figure was taken up: what follows came since.</summary>
internal static class CaseLines
{
    private const int RowHeight = 16;

    /// <summary>Above the values, in pixels.</summary>
    public static int Height(TrendSeries series) => series.Marks.Count > 0 ? RowHeight : 0;

    /// <param name="top">Where the row of letters begins, in pixels.</param>
    public static void Draw(Plot plot, TrendSeries series, PixelScale scale, double top, double foot, ChartColours colours)
    {
        foreach (var mark in series.Marks)
        {
            plot.Stroke(mark.Index, scale.Value(top + RowHeight), mark.Index, scale.Value(foot), colours[Ink.Line2]);
            plot.Write(mark.Letters, mark.Index, scale.Value(top), colours[Ink.Ink], Alignment.UpperCenter, bold: true);
        }
    }
}
