using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db.Announcements;

/// <summary>
/// Each writes the audit log, without the text. After a wave carries an announcement none of them changes it; they return false then, too.
/// </summary>
public static class AnnouncementChanges
{
    /// <summary>Saves a draft in place of one that waits. The caller holds <see cref="LockAsync"/>.</summary>
    /// <returns>False: one is released; it has to be taken back first.</returns>
    /// <exception cref="RefusedException">A text breaks a rule, or the text in the fall-back language is missing.</exception>
    public static async Task<bool> SaveAsync(
        NpgsqlConnection connection,
        long relationshipId,
        LocalizedText? texts,
        string fallback,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (AnnouncementRules.Check(texts, fallback) is { Count: > 0 } problems)
        {
            throw new RefusedException(problems);
        }
        var saved = await connection.RunAsync(
            """
            insert into announcement (relationship_id, state, texts, fallback_language, changed_by, changed_at)
            values (@relationshipId, 'draft', @texts::jsonb, @fallback, @actor, @now)
            on conflict (relationship_id) where wave_id is null do update
            set state = 'draft', texts = excluded.texts, fallback_language = excluded.fallback_language,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at
            where announcement.state <> 'released'
            """,
            new
            {
                relationshipId,
                texts = texts!.ToJson(),
                fallback,
                actor,
                now,
            },
            ct
        );
        return await LogAsync(connection, relationshipId, saved, "saved \"you said, we did\"", actor, now, ct);
    }

    public static Task<bool> ReleaseAsync(
        NpgsqlConnection connection,
        long relationshipId,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        ChangeAsync(
            connection,
            relationshipId,
            AnnouncementState.Released,
            "state = 'draft'",
            "released \"you said, we did\"",
            actor,
            now,
            ct
        );

    public static Task<bool> TakeBackAsync(
        NpgsqlConnection connection,
        long relationshipId,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        ChangeAsync(
            connection,
            relationshipId,
            AnnouncementState.TakenBack,
            "state <> 'taken_back'",
            "took back \"you said, we did\"",
            actor,
            now,
            ct
        );

    /// <summary>Until the transaction ends nobody else changes the announcement that waits, and no wave takes it.</summary>
    public static Task LockAsync(NpgsqlConnection connection, long relationshipId, CancellationToken ct) =>
        connection.RunAsync("select from relationship where id = @relationshipId for no key update", new { relationshipId }, ct);

    private static async Task<bool> ChangeAsync(
        NpgsqlConnection connection,
        long relationshipId,
        AnnouncementState state,
        string condition,
        string action,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var changed = await connection.RunAsync(
            $"""
            update announcement set state = @state, changed_by = @actor, changed_at = @now
            where relationship_id = @relationshipId and wave_id is null and {condition}
            """,
            new
            {
                relationshipId,
                state = state.Text(),
                actor,
                now,
            },
            ct
        );
        return await LogAsync(connection, relationshipId, changed, action, actor, now, ct);
    }

    private static async Task<bool> LogAsync(
        NpgsqlConnection connection,
        long relationshipId,
        int changed,
        string action,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (changed > 0)
        {
            var code = await connection.OneAsync<string>(
                "select code from relationship where id = @relationshipId",
                new { relationshipId },
                ct
            );
            await AuditLog.AddAsync(connection, actor, action, code, now, ct);
        }
        return changed > 0;
    }
}
