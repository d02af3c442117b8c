using Npgsql;
using Survey.Db.Responses;

namespace Survey.Db.Comments;

/// <summary>A comment of a sealed wave. Exactly one code is not null: it tells where the comment is shown.</summary>
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
    /// <summary>For the audit log, which never holds the text (rule F5).</summary>
    internal string Subject => $"{RelationshipCode ?? UnitCode}, {Wave}";
}

/// <summary>Removing a comment is the one change that a sealed wave allows (rule A4).</summary>
public static class CommentRedaction
{
    public const string Action = "comment removed";

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

    /// <summary>In the caller's transaction: removes text and name, also from the files, and writes the audit log. Idempotent.</summary>
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
