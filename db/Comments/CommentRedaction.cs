using Npgsql;
using Survey.Db.Responses;

namespace Survey.Db.Comments;

/// <summary>A comment that somebody wants to remove, and where it is shown.</summary>
/// <param name="RelationshipCode">Null: it is shown with the unit.</param>
/// <param name="UnitCode">Null: it is shown with the relationship.</param>
public sealed record RemovableComment(
    Guid Id,
    long WaveId,
    string Wave,
    string Language,
    string Text,
    string? RelationshipCode,
    string? UnitCode
)
{
    /// <summary>What the audit log says of it: where it stood, never its text.</summary>
    internal string Subject => $"{RelationshipCode ?? UnitCode}, {Wave}";
}

/// <summary>The one change that a sealed wave admits of (rule A4).</summary>
public static class CommentRedaction
{
    public const string Action = "comment removed";

    /// <returns>Null when the wave shows no such comment, or not any more.</returns>
    public static Task<RemovableComment?> FindAsync(NpgsqlConnection connection, string wave, Guid id, CancellationToken ct) =>
        connection.FindAsync<RemovableComment>(
            """
            select comment.id, wave.id as wave_id, wave.code as wave, comment.language, comment.text,
                   case when comment.shown_here then relationship.code end as relationship_code, unit.code as unit_code
            from wave
            join comment on comment.wave_id = wave.id and comment.id = @id
            join wave_relationship relationship on relationship.wave_id = wave.id and relationship.relationship_id = comment.relationship_id
            left join wave_unit unit on unit.wave_id = wave.id and unit.unit_id = comment.shown_unit_id
            where lower(wave.code) = lower(@wave) and wave.state = 'sealed' and comment.text is not null
              and (comment.shown_here or comment.shown_unit_id is not null)
            """,
            new { wave, id },
            ct
        );

    /// <summary>
    /// Removes words and name for good, from the files of the wave's comments too, and notes who did it, in the caller's transaction.
    /// Twice is once.
    /// </summary>
    public static async Task RemoveAsync(
        NpgsqlConnection connection,
        RemovableComment comment,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var table = ResponsePartitions.Comments(comment.WaveId);
        await TableLocks.TakeAsync(connection, table, ct);
        var removed = await connection.RunAsync(
            """
            update comment set text = null, signed_name = null where wave_id = @WaveId and id = @Id and text is not null
            """,
            new { comment.WaveId, comment.Id },
            ct
        );
        if (removed > 0)
        {
            await TableRewrite.CopyAsync(connection, table, null, ct);
            await AuditLog.AddAsync(connection, actor, Action, comment.Subject, now, ct);
        }
    }
}
