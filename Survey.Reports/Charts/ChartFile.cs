namespace Survey.Reports.Charts;

/// <summary>A chart by itself, with everything that a page would say beside it.</summary>
/// <param name="Title">What it shows, of whom.</param>
/// <param name="Facts">Wave and number of answers.</param>
/// <param name="Source">Where the figures come from.</param>
public sealed record ChartFile(string Title, string Facts, string Source, ChartDrawing Drawing);
