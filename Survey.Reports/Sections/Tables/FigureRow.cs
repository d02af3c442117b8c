using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Reports.Sections.Tables;

/// <summary>A row of a table of ratings. Null figure: "not enough answers". Null target: no standard. Null verdicts: not shown.</summary>
public sealed record FigureRow(
    string Label,
    PublishedFigure? Figure,
    RatingScale Scale,
    double? Target = null,
    IReadOnlyList<PublishedVerdict>? Verdicts = null
)
{
    public bool IsWeak { get; init; }
}
