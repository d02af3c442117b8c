using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Viewers;

namespace Survey.Db.Results;

/// <summary>A shown figure of a relationship with its verdicts: the overall rating or one of its steps.</summary>
/// <param name="Step">Name of the breakdown point; null for the overall rating.</param>
/// <param name="Target">The mean that is promised; null when nothing is.</param>
/// <param name="AgainstTarget">Null when nothing was compared.</param>
/// <param name="AgainstBefore">Null when nothing was compared.</param>
public sealed record AttentionFigure(
    ReportedRelationship Relationship, LocalizedText? Step, double? Target, PublishedFigure Figure,
    PublishedVerdict? AgainstTarget, PublishedVerdict? AgainstBefore)
{
    /// <summary>How far the mean lies under the target; negative: over it.</summary>
    public double Gap => Target - Figure.Value ?? 0;
}

/// <param name="Overall">Null: hidden.</param>
/// <param name="Missed">Steps that miss their target, as their verdicts say; the widest gap first.</param>
/// <param name="Better">What is better than in the wave before, the largest change first; the overall rating among it.</param>
/// <param name="Worse">What is worse than in the wave before, the largest change first; the overall rating among it.</param>
public sealed record AttentionRelationship(
    ReportedRelationship Relationship, AttentionFigure? Overall,
    IReadOnlyList<AttentionFigure> Missed, IReadOnlyList<AttentionFigure> Better, IReadOnlyList<AttentionFigure> Worse);

/// <summary>What somebody should look at first in a sealed wave.</summary>
public static class Attention
{
    /// <summary>
    /// The relationships that the viewer may see, the one that needs most attention first: those that miss a standard,
    /// then by overall rating; those without a shown overall rating last.
    /// </summary>
    public static async Task<IReadOnlyList<AttentionRelationship>> ReadAsync(
        NpgsqlConnection connection, Viewer viewer, long waveId, CancellationToken ct)
    {
        var steps = (await StepsAsync(connection, waveId, ct)).ToLookup(step => step.RelationshipId);
        var results = await ResultReading.RelationshipsAsync(connection, waveId, ct);
        return Order(results
            .Where(row => viewer.MaySeePair(row.Relationship.ProviderUnitId, row.Relationship.CustomerUnitId))
            .Select(row => Of(row, steps[row.Relationship.Id])));
    }

    private static IReadOnlyList<AttentionRelationship> Order(IEnumerable<AttentionRelationship> relationships) =>
    [
        .. relationships
            .OrderBy(row => row.Missed.Count == 0)
            .ThenBy(row => row.Overall?.Figure.Value ?? double.MaxValue)
            .ThenBy(row => row.Relationship.Code, StringComparer.OrdinalIgnoreCase),
    ];

    private static AttentionRelationship Of(RelationshipResult row, IEnumerable<StepRow> steps)
    {
        var overall = Figure(row, new(row.Relationship.Id, "overall", null, null));
        var figures = steps.Select(step => Figure(row, step)).Prepend(overall).OfType<AttentionFigure>().ToList();
        return new(
            row.Relationship, overall,
            [.. figures.Where(figure => figure.AgainstTarget?.Called == Verdict.Worse).OrderByDescending(figure => figure.Gap)],
            Changed(figures, Verdict.Better), Changed(figures, Verdict.Worse));
    }

    private static AttentionFigure? Figure(RelationshipResult row, StepRow step) =>
        row.Cell.Of(step.Code) is not { Value: not null } figure ? null
        : new(row.Relationship, step.Step, step.Target, figure,
            row.Cell.Verdict(step.Code, Against.Target), row.Cell.Verdict(step.Code, Against.Before));

    private static IReadOnlyList<AttentionFigure> Changed(IEnumerable<AttentionFigure> figures, string verdict) =>
    [
        .. figures.Where(figure => figure.AgainstBefore?.Called == verdict)
            .OrderByDescending(figure => Math.Abs(figure.AgainstBefore!.Difference ?? 0)),
    ];

    private static Task<IReadOnlyList<StepRow>> StepsAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<StepRow>("""
            select relationship.relationship_id, point ->> 'code' as code, point -> 'name' as step,
                   (point -> 'standard' ->> 'target')::float8 as target
            from wave_relationship relationship
            join questionnaire on questionnaire.id = relationship.questionnaire_id
            cross join jsonb_array_elements(questionnaire.document -> 'breakdownPoints') point
            where relationship.wave_id = @waveId and relationship.not_asked is null
            """, new { waveId }, ct);

    private sealed record StepRow(long RelationshipId, string Code, LocalizedText? Step, double? Target);
}
