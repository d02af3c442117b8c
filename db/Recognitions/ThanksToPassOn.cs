using Npgsql;

namespace Survey.Db.Recognitions;

/// <param name="IsPassedOn">It went to the team before, and goes no second time.</param>
public sealed record ThanksToPassOn(Guid Id, string Text, bool IsPassedOn)
{
    /// <summary>
    /// In random but fixed order, as on the page of the service. None within a team: its people know each other's style. None of a wave
    /// whose form did not say that thanks may be passed on (rule E6).
    /// </summary>
    internal static Task<IReadOnlyList<ThanksToPassOn>> ListAsync(
        NpgsqlConnection connection,
        long waveId,
        long relationshipId,
        CancellationToken ct
    ) =>
        connection.ListAsync<ThanksToPassOn>(
            """
            select note.id, note.text, exists (select from recognition_thanks where note_id = note.id) as is_passed_on
            from note
            join wave on wave.id = note.wave_id and wave.state = 'sealed' and wave.thanks_go_on
            join wave_relationship as asked on asked.wave_id = note.wave_id and asked.relationship_id = note.relationship_id
            where note.wave_id = @waveId and note.relationship_id = @relationshipId and note.kind = 'thanks'
              and asked.kind <> 'within_team'
            order by note.id
            """,
            new { waveId, relationshipId },
            ct
        );
}
