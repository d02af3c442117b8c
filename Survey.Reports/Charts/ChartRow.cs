using ScottPlot;
using Survey.Db.Results;

namespace Survey.Reports.Charts;

/// <summary>A figure in a chart of several.</summary>
/// <param name="Name">What was rated.</param>
/// <param name="Figure">Null reads as "not enough answers".</param>
/// <param name="Target">What the provider promises; null: nothing.</param>
public sealed record ChartRow(string Name, PublishedFigure? Figure, double? Target = null)
{
    public bool IsShown => Figure is { IsShown: true };

    /// <summary>Per cent of the answers by part of the scale, see <see cref="Distribution"/>; null: none are shown.</summary>
    public int[]? Shares => Figure is { Kind: "rating", Shares: { } shares } && shares.Sum() > 0 ? shares : null;
}

/// <summary>
/// Rows of a chart from top to bottom. On a page a chart has one row and its name is HTML; in a file names stand at the left.
/// </summary>
/// <param name="Named">Names are drawn.</param>
internal sealed record ChartRows(IReadOnlyList<ChartRow> Rows, bool Named)
{
    private const int NameWidth = 220;
    private const int LineHeight = 16;

    public int Left => Named ? NameWidth + 16 : 0;

    /// <summary>Of each row, in pixels: as many lines as the longest name needs.</summary>
    /// <param name="least">What the marks need.</param>
    public int RowHeight(int least) => Named ? Math.Max(least, 12 + LineHeight * Rows.Max(row => Lines(row).Count)) : least;

    /// <summary>The place of a row: the first is at 0, each is 1 high.</summary>
    public static double At(int row) => -row;

    public void Place(Plot plot, double left, double right, ChartColours colours)
    {
        plot.Axes.SetLimits(left, right, -Rows.Count + 0.5, 0.5);
        if (Named)
        {
            plot.LabelLeft(Rows.Select((row, index) => (At(index), string.Join('\n', Lines(row)))));
            plot.Axes.Left.TickLabelStyle.ForeColor = colours[Ink.Ink];
        }
    }

    private static IReadOnlyList<string> Lines(ChartRow row) => ChartFonts.Wrap(row.Name, ChartDrawing.Letters, NameWidth);
}
