using ScottPlot;
using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Reports.Charts;

/// <summary>A row of a chart. Null figure: "not enough answers". Null target: the provider promises nothing.</summary>
/// <param name="Scale">Null: answers on several scales.</param>
public sealed record ChartRow(string Name, PublishedFigure? Figure, double? Target = null, RatingScale? Scale = null)
{
    public bool IsShown => Figure is { IsShown: true };

    /// <summary>Per cent of the answers per part, see <see cref="Distribution"/>; null: not shown.</summary>
    public int[]? Shares => Figure is { Kind: FigureKind.Rating, Shares: { } shares } && shares.Sum() > 0 ? shares : null;
}

/// <summary>Rows, top to bottom. A file draws the names at the left; on a page a chart has one row and its name is HTML.</summary>
internal sealed record ChartRows(IReadOnlyList<ChartRow> Rows, bool Named)
{
    private const int NameWidth = 220;
    private const int LineHeight = 16;

    public int Left => Named ? NameWidth + 16 : 0;

    /// <summary>In pixels, equal for all rows: room for the marks (<paramref name="least"/>) and for the longest name.</summary>
    public int RowHeight(int least) => Named ? Math.Max(least, 12 + LineHeight * Rows.Max(row => Lines(row).Count)) : least;

    /// <summary>The first row is at 0, the next at -1, and so on.</summary>
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
