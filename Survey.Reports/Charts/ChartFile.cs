namespace Survey.Reports.Charts;

/// <summary>A chart as a file. Title: what and of whom. Facts: wave and number of answers. Source: where the figures come from.</summary>
public sealed record ChartFile(string Title, string Facts, string Source, ChartDrawing Drawing);
