using Npgsql;
using Survey.Db.Responses;

namespace Survey.Db.WaveLifecycle;

public sealed record CommentCount(long RelationshipId, string Question, string Language, int Count);

public static class CommentSealing
{
    public static Task<IReadOnlyList<CommentCount>> CountAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<CommentCount>(
            $"""
            select relationship_id, question, language, count(*)::int as count
            from {ResponsePartitions.Comments(waveId)}
            where text is not null
            group by relationship_id, question, language
            order by relationship_id, question, language
            """,
            null,
            ct
        );

    /// <summary>Sets where comments of a relationship and language are shown: with the unit; null: with the relationship.</summary>
    public static Task PlaceAsync(
        NpgsqlConnection connection,
        long waveId,
        long[] relationships,
        string[] languages,
        long?[] units,
        CancellationToken ct
    ) =>
        connection.RunAsync(
            $"""
            update {ResponsePartitions.Comments(waveId)} c
            set shown_here = placed.unit_id is null, shown_unit_id = placed.unit_id
            from unnest(@relationships::bigint[], @languages::text[], @units::bigint[]) as placed (relationship_id, language, unit_id)
            where c.relationship_id = placed.relationship_id and c.language = placed.language
            """,
            new
            {
                relationships,
                languages,
                units,
            },
            ct
        );
}
