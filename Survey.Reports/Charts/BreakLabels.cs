using ScottPlot;

namespace Survey.Reports.Charts;

/// <summary>The trend is broken (rule D10) between the wave at Index and the one before it.</summary>
/// <param name="Since">The day on which the wave at Index opened.</param>
public sealed record SeriesBreak(int Index, DateOnly Since, bool AskedDifferently, bool CustomersChanged);

/// <summary>A dashed line for each break with its words beside it. Words that would cover others stand in a further row.</summary>
internal sealed class BreakLabels
{
    private const int RowHeight = 16,
        Gap = 4;

    private readonly List<(SeriesBreak Break, string Words, double Left, int Row)> _labels = [];

    /// <param name="width">Of the data area, in pixels.</param>
    public BreakLabels(TrendSeries series, double width, Reader reader)
    {
        var ends = new List<double>();
        foreach (var (one, words) in series.Breaks.SelectMany(reader.Change.Break, (one, words) => (one, words)))
        {
            var room = ChartFonts.Width(words, ChartDrawing.Letters);
            var line = width / series.Points.Count * one.Index;
            var left = line + Gap + room <= width ? line + Gap : Math.Max(0, line - Gap - room);
            var row = ends.FindIndex(end => end < left);
            if (row < 0)
            {
                ends.Add(0);
                row = ends.Count - 1;
            }
            ends[row] = Math.Max(left, line) + room;
            _labels.Add((one, words, left, row));
        }
        Height = ends.Count * RowHeight;
    }

    /// <summary>Above the values, in pixels.</summary>
    public int Height { get; }

    /// <param name="pixel">Width of a pixel, in waves.</param>
    public void Draw(Plot plot, PixelScale scale, double pixel, double foot, ChartColours colours)
    {
        foreach (var labels in _labels.GroupBy(label => label.Break.Index))
        {
            var x = labels.Key - 0.5;
            plot.BreakLine(x, scale.Value(labels.Min(label => label.Row) * RowHeight), x, scale.Value(foot), colours);
        }
        foreach (var (_, words, left, row) in _labels)
        {
            var label = plot.Write(words, left * pixel - 0.5, scale.Value(row * RowHeight), colours[Ink.Ink2], Alignment.UpperLeft);
            // A line of another row may go through.
            label.LabelBackgroundColor = colours[Ink.Paper];
        }
    }
}
