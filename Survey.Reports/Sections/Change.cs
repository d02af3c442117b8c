using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Reports.Sections;

/// <summary>A figure of a service that is better or worse than in the wave before.</summary>
/// <param name="Step">Null: the overall rating.</param>
public sealed record Change(RelationshipResult Result, BreakdownPoint? Step, PublishedFigure Figure, PublishedVerdict Verdict);

/// <summary>What improved and what got worse, as the verdicts say.</summary>
public static class Changes
{
    /// <summary>What got worse first, each kind by the size of the change; those without a stated size last.</summary>
    public static IEnumerable<Change> Of(IEnumerable<RelationshipResult> results) => results.SelectMany(Of)
        .OrderByDescending(change => change.Verdict.Called == Verdict.Worse)
        .ThenByDescending(change => Math.Abs(change.Verdict.Difference ?? 0));

    private static IEnumerable<Change> Of(RelationshipResult result) =>
        from verdict in result.Cell.Verdicts
        where verdict is { Against: Against.Before, Called: Verdict.Better or Verdict.Worse }
        let figure = result.Cell.Of(verdict.Item)
        where figure?.Value is not null
        let step = result.Questionnaire.BreakdownPoints.FirstOrDefault(point => point.Code == verdict.Item)
        where step is not null || verdict.Item == Item.Overall
        select new Change(result, step, figure, verdict);
}
