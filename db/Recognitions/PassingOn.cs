using Npgsql;

namespace Survey.Db.Recognitions;

public static class PassingOn
{
    /// <summary>Action in the audit log; the subject is the code of the relationship.</summary>
    public const string Action = "passed on recognition";

    private static readonly TimeSpan TriedFor = TimeSpan.FromDays(7);

    /// <summary>
    /// In the caller's transaction: records what is passed on and queues one mail for each person. People who opted out have one, too, so
    /// that no number tells how many they are (rule A2); the sender drops it.
    /// </summary>
    /// <param name="id">Made with the form. A second call with the same id does nothing.</param>
    /// <returns>False: part of it was passed on meanwhile, and nothing was done.</returns>
    public static async Task<bool> PassOnAsync(
        NpgsqlConnection connection,
        Guid id,
        RecognitionOffer offer,
        RecognitionChoice choice,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await connection.RunAsync("select from wave where id = @WaveId for no key update", choice, ct);
        if (await IsKnownAsync(connection, id, ct))
        {
            return true;
        }
        if (await IsTakenAsync(connection, choice, ct))
        {
            return false;
        }
        await connection.RunAsync(
            """
            insert into recognition (id, wave_id, relationship_id, item, passed_on_by, passed_on_at)
            values (@id, @WaveId, @RelationshipId, @Item, @actor, @now)
            """,
            new
            {
                id,
                choice.WaveId,
                choice.RelationshipId,
                choice.Item,
                actor,
                now,
            },
            ct
        );
        await connection.RunAsync(
            "insert into recognition_thanks (note_id, recognition_id) select note_id, @id from unnest(@thanks) as note_id",
            new { id, thanks = choice.Thanks.ToArray() },
            ct
        );
        await QueueAsync(connection, id, offer.Relationship.ProviderUnitId, now, ct);
        await AuditLog.AddAsync(connection, actor, Action, offer.Relationship.Code, now, ct);
        return true;
    }

    /// <summary>The mails of one recognition leave when the hours of the wave's pulse allow, as all mails do.</summary>
    private static Task<int> QueueAsync(NpgsqlConnection connection, Guid id, long unitId, DateTimeOffset now, CancellationToken ct) =>
        connection.RunAsync(
            $"""
            insert into message (
                id, kind, recognition_id, person_id, address, language, state, not_before, give_up_at, queued_at)
            select gen_random_uuid(), 'recognition', @id, people.id, people.email, people.language, 'queued', @now, @giveUpAt, @now
            from ({TeamPeople.Select}) as people
            on conflict do nothing
            """,
            new
            {
                id,
                unitId,
                now,
                giveUpAt = now + TriedFor,
            },
            ct
        );

    public static Task<bool> IsKnownAsync(NpgsqlConnection connection, Guid id, CancellationToken ct) =>
        connection.OneAsync<bool>("select exists (select from recognition where id = @id)", new { id }, ct);

    private static Task<bool> IsTakenAsync(NpgsqlConnection connection, RecognitionChoice choice, CancellationToken ct) =>
        connection.OneAsync<bool>(
            """
            select exists (select from recognition_thanks where note_id = any(@thanks))
                or exists (select from recognition
                           where wave_id = @WaveId and relationship_id = @RelationshipId and item = @Item)
            """,
            new
            {
                thanks = choice.Thanks.ToArray(),
                choice.WaveId,
                choice.RelationshipId,
                choice.Item,
            },
            ct
        );
}
