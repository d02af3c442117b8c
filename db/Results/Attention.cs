using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Db.Results;

/// <summary>The overall rating (Step null) or a step of a relationship. Never suppressed.</summary>
/// <remarks>Target null: no service standard. A verdict null: not compared.</remarks>
public sealed record AttentionFigure(
    ReportedRelationship Relationship,
    LocalizedText? Step,
    double? Target,
    PublishedFigure Figure,
    PublishedVerdict? AgainstTarget,
    PublishedVerdict? AgainstBefore
)
{
    /// <summary>Of a step (rule D11); false for the overall rating.</summary>
    public bool IsWeak { get; init; }

    public bool MissesTarget => AgainstTarget?.Called == Verdict.Worse;

    /// <summary>Target minus mean; negative: the target is exceeded. Null: no target, or the figure is a word.</summary>
    public double? Gap => Target - Figure.Value;
}

/// <param name="Overall">Null: suppressed.</param>
/// <param name="Problems">
/// Weak steps, the lowest first, then other steps with a verdict below their target, the largest gap first. Words last in each.
/// </param>
/// <param name="Better">Figures better than in the wave before, largest change first, words last; Worse in the same order.</param>
public sealed record AttentionRelationship(
    ReportedRelationship Relationship,
    AttentionFigure? Overall,
    IReadOnlyList<AttentionFigure> Problems,
    IReadOnlyList<AttentionFigure> Better,
    IReadOnlyList<AttentionFigure> Worse
);

public static class Attention
{
    /// <summary>First those with problems, then by overall rating. A word has no rank and comes later, no figure comes last.</summary>
    public static IReadOnlyList<AttentionRelationship> Of(IEnumerable<RelationshipResult> results) =>
        [
            .. results
                .Select(Of)
                .OrderBy(row => row.Problems.Count == 0)
                .ThenBy(row => row.Overall?.Figure.Value ?? double.MaxValue)
                .ThenBy(row => row.Overall is null)
                .ThenBy(row => row.Relationship.Code, StringComparer.OrdinalIgnoreCase),
        ];

    public static IEnumerable<AttentionFigure> Problems(this IEnumerable<AttentionRelationship> rows) =>
        BySeverity(rows.SelectMany(row => row.Problems));

    public static IEnumerable<AttentionFigure> Changed(this IReadOnlyList<AttentionRelationship> rows) =>
        rows.SelectMany(row => row.Worse).OrderByDescending(Size).Concat(rows.SelectMany(row => row.Better).OrderByDescending(Size));

    private static AttentionRelationship Of(RelationshipResult row)
    {
        var overall = Figure(row, Item.Overall, null, null);
        var steps = row.Questionnaire.BreakdownPoints.Select(point => Figure(row, point.Code, point.Name, point.Standard?.Target));
        var figures = steps.Prepend(overall).OfType<AttentionFigure>().ToList();
        return new(
            row.Relationship,
            overall,
            [.. BySeverity(figures.Where(figure => figure.IsWeak || figure.MissesTarget))],
            Changed(figures, Verdict.Better),
            Changed(figures, Verdict.Worse)
        );
    }

    private static AttentionFigure? Figure(RelationshipResult row, string item, LocalizedText? step, double? target) =>
        row.Cell.Of(item) is not { IsShown: true } figure
            ? null
            : new(row.Relationship, step, target, figure, row.Cell.Verdict(item, Against.Target), row.Cell.Verdict(item, Against.Before))
            {
                IsWeak = step is not null && row.Weak.Contains(figure),
            };

    private static IEnumerable<AttentionFigure> BySeverity(IEnumerable<AttentionFigure> figures) =>
        figures
            .OrderByDescending(figure => figure.IsWeak)
            .ThenBy(figure => figure.IsWeak ? figure.Figure.Value ?? double.MaxValue : 0)
            .ThenByDescending(figure => figure.Gap);

    private static IReadOnlyList<AttentionFigure> Changed(IEnumerable<AttentionFigure> figures, Verdict verdict) =>
        [.. figures.Where(figure => figure.AgainstBefore?.Called == verdict).OrderByDescending(Size)];

    /// <summary>Null sorts last: a change between words has no size.</summary>
    private static double? Size(AttentionFigure figure) => figure.AgainstBefore!.Difference is { } difference ? Math.Abs(difference) : null;
}
