using Npgsql;

namespace Survey.Db.Responses;

internal static class SubmittedPauses
{
    /// <summary>A pause ends a year after the closing day, for everybody, so that the day does not tell when somebody answered.</summary>
    public static Task StoreAsync(NpgsqlConnection connection, long waveId, IReadOnlyList<Submission> batch, CancellationToken ct)
    {
        var pauses = batch.SelectMany(one => one.Pauses, (one, relationship) => (one.PersonId, RelationshipId: relationship)).ToList();
        return connection.RunAsync(
            """
            insert into relationship_pause (person_id, relationship_id, until)
            select distinct chosen.person_id, chosen.relationship_id,
                   ((wave.closes_at at time zone 'UTC')::date + interval '1 year')::date
            from wave cross join unnest(@people, @relationships) as chosen (person_id, relationship_id)
            where wave.id = @waveId
            order by 1, 2
            on conflict (person_id, relationship_id) do update set until = greatest(relationship_pause.until, excluded.until)
            """,
            new
            {
                waveId,
                people = pauses.Select(pause => pause.PersonId).ToArray(),
                relationships = pauses.Select(pause => pause.RelationshipId).ToArray(),
            },
            ct
        );
    }
}
