using Npgsql;
using Survey.Db.Responses;

namespace Survey.Db.WaveLifecycle;

/// <summary>Comments on a question that are shown under another question; Other null: they are not shown.</summary>
public sealed record ReadAs(long RelationshipId, string Question, string? Other)
{
    /// <summary>Run before the comments are rewritten and, if Other is null, after <see cref="CommentSealing.PlaceAsync"/>.</summary>
    public static Task ApplyAsync(NpgsqlConnection connection, long waveId, IReadOnlyCollection<ReadAs> rows, CancellationToken ct) =>
        connection.RunAsync(
            $"""
            update {ResponsePartitions.Comments(waveId)} c
            set question = coalesce(other, c.question), shown_here = shown_here and other is not null,
                shown_unit_id = case when other is not null then shown_unit_id end
            from unnest(@relationships::bigint[], @questions::text[], @others::text[]) as row (relationship_id, question, other)
            where c.relationship_id = row.relationship_id and c.question = row.question
            """,
            new
            {
                waveId,
                relationships = rows.Select(row => row.RelationshipId).ToArray(),
                questions = rows.Select(row => row.Question).ToArray(),
                others = rows.Select(row => row.Other).ToArray(),
            },
            ct
        );
}
