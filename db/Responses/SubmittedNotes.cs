using Npgsql;

namespace Survey.Db.Responses;

/// <summary>Stored apart from the answers (rule A9).</summary>
internal static class SubmittedNotes
{
    /// <summary>Prevents closing and sealing until commit. A note written after sealing would be the only one in its place.</summary>
    public static Task HoldWaveAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync("select from wave where id = @waveId for share", new { waveId }, ct);

    /// <summary>Stores notes only where <c>owed</c> is set and clears it in the same statement: a repeated call stores nothing.</summary>
    public static Task StoreAsync(NpgsqlConnection connection, long waveId, IReadOnlyList<Submission> batch, CancellationToken ct)
    {
        var notes = batch.SelectMany(one => one.Notes, (one, note) => (one.InvitationId, Given: note)).ToList();
        return connection.RunAsync(
            """
            with due as (
                select invitation_id from answered
                where wave_id = @waveId and invitation_id = any(@invitations) and owed
                order by invitation_id
                for update
            ), settled as (
                update answered set owed = false from due
                where answered.wave_id = @waveId and answered.invitation_id = due.invitation_id
                returning due.invitation_id
            )
            insert into note (id, wave_id, relationship_id, kind, name, text)
            select given.id, @waveId, given.relationship_id, given.kind, given.name, given.text
            from unnest(@ids, @writers, @relationships, @kinds, @names, @texts)
                 as given (id, invitation_id, relationship_id, kind, name, text)
            join settled using (invitation_id)
            order by given.id
            """,
            new
            {
                waveId,
                invitations = batch.Select(one => one.InvitationId).ToArray(),
                ids = notes.Select(_ => Guid.NewGuid()).ToArray(),
                writers = notes.Select(note => note.InvitationId).ToArray(),
                relationships = notes.Select(note => note.Given.RelationshipId).ToArray(),
                kinds = notes.Select(note => note.Given.Kind).ToArray(),
                names = notes.Select(note => note.Given.Name).ToArray(),
                texts = notes.Select(note => note.Given.Text).ToArray(),
            },
            ct
        );
    }
}
