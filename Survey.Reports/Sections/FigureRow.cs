using Survey.Db.Results;

namespace Survey.Reports.Sections;

/// <summary>A line of a table of ratings.</summary>
/// <param name="Figure">Null reads as "not enough answers".</param>
/// <param name="Target">Null: no standard.</param>
public sealed record FigureRow(string Label, PublishedFigure? Figure, double? Target = null);
