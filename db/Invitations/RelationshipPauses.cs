using Npgsql;

namespace Survey.Db.Invitations;

/// <summary>Somebody does not want to be asked about a relationship for a year.</summary>
public readonly record struct RelationshipPause(long PersonId, long RelationshipId);

/// <summary>"Don't ask me about this service for a year" (rule A10): a preference, whether its owner answered or not.</summary>
public static class RelationshipPauses
{
    /// <summary>
    /// Until a year after the day on which the wave closes, the same for everybody in it, so that the day does not say when somebody
    /// answered. Repeating it changes nothing.
    /// </summary>
    public static Task AddAsync(NpgsqlConnection connection, long waveId, IReadOnlyList<RelationshipPause> pauses, CancellationToken ct) =>
        connection.RunAsync("""
            insert into relationship_pause (person_id, relationship_id, until)
            select distinct chosen.person_id, chosen.relationship_id,
                   ((wave.closes_at at time zone pulse.time_zone)::date + interval '1 year')::date
            from unnest(@people, @relationships) as chosen (person_id, relationship_id)
            cross join wave join pulse on pulse.id = wave.pulse_id
            where wave.id = @waveId
            order by 1, 2
            on conflict (person_id, relationship_id) do update set until = greatest(relationship_pause.until, excluded.until)
            """, new
        {
            waveId,
            people = pauses.Select(pause => pause.PersonId).ToArray(),
            relationships = pauses.Select(pause => pause.RelationshipId).ToArray(),
        }, ct);

    public static Task RemoveAsync(NpgsqlConnection connection, RelationshipPause pause, CancellationToken ct) =>
        connection.RunAsync(
            "delete from relationship_pause where person_id = @PersonId and relationship_id = @RelationshipId", pause, ct);
}
