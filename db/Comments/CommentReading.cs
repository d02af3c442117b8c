using Npgsql;

namespace Survey.Db.Comments;

/// <param name="Text">Null: it was removed.</param>
/// <param name="SignedName">The writer's own choice; null: unsigned.</param>
/// <param name="Id">Given at sealing; tells nothing.</param>
public sealed record ShownComment(string Question, string Language, string? Text, string? SignedName, Guid Id = default);

/// <param name="Kind">contact or thanks.</param>
/// <param name="Name">Who asked to be contacted; null for thanks.</param>
public sealed record ShownNote(string Kind, string? Name, string Text);

/// <summary>
/// Comments and notes of sealed waves, for the provider's lead and HR: see <see cref="Viewers.Viewer.MaySeeComments"/>.
/// Their ids are random, so the order by id is a shuffled one that stays the same.
/// </summary>
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

    /// <summary>Comments in a language that too few wrote for their relationship, shown with the provider unit.</summary>
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
