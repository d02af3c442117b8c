using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Viewers;

namespace Survey.Db.Results;

/// <summary>A step's shown figure beside what the provider promises there.</summary>
/// <param name="Step">Name of the breakdown point.</param>
/// <param name="Target">The mean that is promised.</param>
public sealed record StepAgainstTarget(ReportedRelationship Relationship, LocalizedText Step, double Target, PublishedFigure Figure)
{
    /// <summary>How far the mean lies under the target; negative: over it.</summary>
    public double Gap => Target - (Figure.Value ?? Target);

    /// <summary>Under its target for certain: the whole interval is, or everybody was asked and answered.</summary>
    public bool IsCertainlyMissed => Gap > 0 && (Figure.High is { } high ? high < Target : Figure.Census);
}

/// <param name="Overall">Null reads as hidden.</param>
/// <param name="Missed">Steps under their target for certain, the widest gap first.</param>
public sealed record AttentionRelationship(
    ReportedRelationship Relationship, PublishedFigure? Overall, IReadOnlyList<StepAgainstTarget> Missed);

/// <summary>What somebody should look at first in a sealed wave.</summary>
public static class Attention
{
    /// <summary>
    /// The relationships that the viewer may see, the one that needs most attention first: those that miss a standard for certain,
    /// then by overall rating; those without a shown overall rating last.
    /// </summary>
    public static async Task<IReadOnlyList<AttentionRelationship>> ReadAsync(
        NpgsqlConnection connection, Viewer viewer, long waveId, CancellationToken ct)
    {
        var targets = (await TargetsAsync(connection, waveId, ct)).ToLookup(target => target.RelationshipId);
        var results = await ResultReading.RelationshipsAsync(connection, waveId, ct);
        return Order(results
            .Where(row => viewer.MaySeePair(row.Relationship.ProviderUnitId, row.Relationship.CustomerUnitId))
            .Select(row => Of(row, targets[row.Relationship.Id])));
    }

    private static IReadOnlyList<AttentionRelationship> Order(IEnumerable<AttentionRelationship> relationships) =>
    [
        .. relationships
            .OrderBy(row => row.Missed.Count == 0)
            .ThenBy(row => row.Overall?.Value ?? double.MaxValue)
            .ThenBy(row => row.Relationship.Code, StringComparer.OrdinalIgnoreCase),
    ];

    private static AttentionRelationship Of(RelationshipResult row, IEnumerable<TargetRow> targets) => new(
        row.Relationship, row.Cell.Of("overall"),
        [.. targets.Where(target => row.Cell.Of(target.Code) is { Value: not null })
            .Select(target => new StepAgainstTarget(row.Relationship, target.Step, target.Target, row.Cell.Of(target.Code)!))
            .Where(step => step.IsCertainlyMissed)
            .OrderByDescending(step => step.Gap)]);

    private static Task<IReadOnlyList<TargetRow>> TargetsAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<TargetRow>("""
            select relationship.relationship_id, point ->> 'code' as code, point -> 'name' as step,
                   (point -> 'standard' ->> 'target')::float8 as target
            from wave_relationship relationship
            join questionnaire on questionnaire.id = relationship.questionnaire_id
            cross join jsonb_array_elements(questionnaire.document -> 'breakdownPoints') point
            where relationship.wave_id = @waveId and relationship.not_asked is null and point -> 'standard' ->> 'target' is not null
            """, new { waveId }, ct);

    private sealed record TargetRow(long RelationshipId, string Code, LocalizedText Step, double Target);
}
