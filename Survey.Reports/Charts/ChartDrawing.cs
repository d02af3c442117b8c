using ScottPlot;

namespace Survey.Reports.Charts;

/// <summary>A chart of published figures only, drawn by ScottPlot at any width.</summary>
public abstract class ChartDrawing
{
    /// <summary>Font size in pixels. A page shrinks a chart to 0.85 of its width at most: a phone shows 11 pixels or more.</summary>
    public const float Letters = 13;

    /// <summary>Class on pages, such as "trend".</summary>
    public string Kind => GetType().Name.Replace("Chart", "", StringComparison.Ordinal).ToLowerInvariant();

    public abstract string Title { get; }

    /// <summary>The figures in a sentence, for screen readers.</summary>
    public abstract string Description { get; }

    /// <summary>In pixels. Of two, narrow first, the stylesheet picks by the space there is; paper takes the last.</summary>
    public abstract IReadOnlyList<int> Widths { get; }

    /// <summary>In pixels; as wide as the frame of a chart file.</summary>
    public virtual int FileWidth => 672;

    /// <summary>The legend in a file; on a page the legend is HTML.</summary>
    public virtual IReadOnlyList<ChartKey> Keys => [];

    public abstract int Height(int width);

    /// <summary>A plot must stay on the thread that draws it.</summary>
    public abstract Plot Draw(int width, ChartColours colours);
}

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
