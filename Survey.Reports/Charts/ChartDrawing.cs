using ScottPlot;

namespace Survey.Reports.Charts;

/// <summary>A chart of published figures, drawn by ScottPlot at any width. A drawing never shows a figure that is not published.</summary>
public abstract class ChartDrawing
{
    /// <summary>
    /// The size of letters in pixels. A page shrinks a chart to no less than 0.85 of its width: a phone shows 11 pixels or more.
    /// </summary>
    public const float Letters = 13;

    /// <summary>Such as "trend": a class on pages.</summary>
    public string Kind => GetType().Name.Replace("Chart", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>What the chart shows, in the reader's language.</summary>
    public abstract string Title { get; }

    /// <summary>The figures in a sentence, for those who hear the chart.</summary>
    public abstract string Description { get; }

    /// <summary>In pixels. Of two the page's style chooses by the room there is, narrow first; paper takes the last.</summary>
    public abstract IReadOnlyList<int> Widths { get; }

    /// <summary>As wide as the frame of a file, in pixels.</summary>
    public virtual int FileWidth => 672;

    /// <summary>What a file explains below the chart; on a page the legend is HTML.</summary>
    public virtual IReadOnlyList<ChartKey> Keys => [];

    public abstract int Height(int width);

    /// <summary>A plot belongs to the thread that draws it.</summary>
    public abstract Plot Draw(int width, ChartColours colours);
}

/// <summary>A mark and what it means.</summary>
public sealed record ChartKey(ChartMark Mark, string Words);

public enum ChartMark
{
    Rate1,
    Rate2,
    Rate3,
    Rate4,
    Rate5,
    Mean,
    Bin,
    Word,
    Target,
    TargetLine,
    Hidden,
    Lost,
    Words,
}
