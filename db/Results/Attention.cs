using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Db.Results;

/// <summary>A shown figure of a relationship with its verdicts: the overall rating or one of its steps.</summary>
/// <param name="Step">Name of the breakdown point; null for the overall rating.</param>
/// <param name="Target">The mean that is promised; null when nothing is.</param>
/// <param name="AgainstTarget">Null when nothing was compared.</param>
/// <param name="AgainstBefore">Null when nothing was compared.</param>
public sealed record AttentionFigure(
    ReportedRelationship Relationship,
    LocalizedText? Step,
    double? Target,
    PublishedFigure Figure,
    PublishedVerdict? AgainstTarget,
    PublishedVerdict? AgainstBefore
)
{
    /// <summary>How far the mean lies under the target; negative: over it. Null: nothing is promised, or the mean is a word.</summary>
    public double? Gap => Target - Figure.Value;
}

/// <param name="Overall">Null: hidden.</param>
/// <param name="Missed">Steps that miss their target, as their verdicts say; the widest gap first, those in words last.</param>
/// <param name="Better">
/// What is better than in the wave before, the largest change first, those in words last; the overall rating among it.
/// </param>
/// <param name="Worse">What is worse than in the wave before, in the same order.</param>
public sealed record AttentionRelationship(
    ReportedRelationship Relationship,
    AttentionFigure? Overall,
    IReadOnlyList<AttentionFigure> Missed,
    IReadOnlyList<AttentionFigure> Better,
    IReadOnlyList<AttentionFigure> Worse
);

/// <summary>What somebody should look at first among relationships with their results.</summary>
public static class Attention
{
    /// <summary>
    /// The one that needs most attention first: those that miss a standard, then by overall rating; then those whose overall rating is a
    /// word, which has no rank, and last those without a shown overall rating.
    /// </summary>
    public static IReadOnlyList<AttentionRelationship> Of(IEnumerable<RelationshipResult> results) =>
        [
            .. results
                .Select(Of)
                .OrderBy(row => row.Missed.Count == 0)
                .ThenBy(row => row.Overall?.Figure.Value ?? double.MaxValue)
                .ThenBy(row => row.Overall is null)
                .ThenBy(row => row.Relationship.Code, StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>Every step that misses its target, the widest gap first, those in words last.</summary>
    public static IEnumerable<AttentionFigure> Missed(this IEnumerable<AttentionRelationship> rows) =>
        rows.SelectMany(row => row.Missed).OrderByDescending(figure => figure.Gap);

    /// <summary>Everything that got worse, then everything that improved, the largest change of each first, those in words last.</summary>
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
            [.. figures.Where(figure => figure.AgainstTarget?.Called == Verdict.Worse).OrderByDescending(figure => figure.Gap)],
            Changed(figures, Verdict.Better),
            Changed(figures, Verdict.Worse)
        );
    }

    private static AttentionFigure? Figure(RelationshipResult row, string item, LocalizedText? step, double? target) =>
        row.Cell.Of(item) is not { IsShown: true } figure
            ? null
            : new(row.Relationship, step, target, figure, row.Cell.Verdict(item, Against.Target), row.Cell.Verdict(item, Against.Before));

    private static IReadOnlyList<AttentionFigure> Changed(IEnumerable<AttentionFigure> figures, string verdict) =>
        [.. figures.Where(figure => figure.AgainstBefore?.Called == verdict).OrderByDescending(Size)];

    /// <summary>Null, which comes last: the size of a change between words is not told.</summary>
    private static double? Size(AttentionFigure figure) => figure.AgainstBefore!.Difference is { } difference ? Math.Abs(difference) : null;
}
