using Survey.Db.Results;

namespace Survey.Reports.Sections;

/// <summary>A line of a table of ratings.</summary>
/// <param name="Figure">Null reads as "not enough answers".</param>
/// <param name="Target">Null: no standard.</param>
/// <param name="Verdicts">How it compares; null: not said.</param>
public sealed record FigureRow(
    string Label,
    PublishedFigure? Figure,
    double? Target = null,
    IReadOnlyList<PublishedVerdict>? Verdicts = null
);
