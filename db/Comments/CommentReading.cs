using Npgsql;

namespace Survey.Db.Comments;

/// <summary>Text null: removed. SignedName null: the writer did not sign.</summary>
public sealed record ShownComment(string Question, string Language, string? Text, string? SignedName, Guid Id = default);

/// <summary>Kind is contact or thanks. Name is who asked for contact; null for thanks.</summary>
public sealed record ShownNote(string Kind, string? Name, string Text);

/// <summary>Comments and notes of sealed waves in random but fixed order, since ids are random. Callers check ReadsComments.</summary>
public static class CommentReading
{
    public static Task<IReadOnlyList<ShownComment>> OfRelationshipAsync(
        NpgsqlConnection connection,
        long waveId,
        long relationshipId,
        CancellationToken ct
    ) =>
        connection.ListAsync<ShownComment>(
            """
            select comment.question, comment.language, comment.text, comment.signed_name, comment.id
            from comment join wave on wave.id = comment.wave_id and wave.state = 'sealed'
            where comment.wave_id = @waveId and comment.relationship_id = @relationshipId and comment.shown_here
            order by comment.id
            """,
            new { waveId, relationshipId },
            ct
        );

    /// <summary>Comments in a language with too few writers in one relationship, shown with a unit (rule A8).</summary>
    public static Task<IReadOnlyList<ShownComment>> OfUnitAsync(
        NpgsqlConnection connection,
        long waveId,
        long unitId,
        CancellationToken ct
    ) =>
        connection.ListAsync<ShownComment>(
            """
            select comment.question, comment.language, comment.text, comment.signed_name, comment.id
            from comment join wave on wave.id = comment.wave_id and wave.state = 'sealed'
            where comment.wave_id = @waveId and comment.shown_unit_id = @unitId
            order by comment.id
            """,
            new { waveId, unitId },
            ct
        );

    public static Task<IReadOnlyList<ShownNote>> NotesAsync(
        NpgsqlConnection connection,
        long waveId,
        long relationshipId,
        CancellationToken ct
    ) =>
        connection.ListAsync<ShownNote>(
            """
            select note.kind, note.name, note.text
            from note join wave on wave.id = note.wave_id and wave.state = 'sealed'
            where note.wave_id = @waveId and note.relationship_id = @relationshipId
            order by note.id
            """,
            new { waveId, relationshipId },
            ct
        );
}
