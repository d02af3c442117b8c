using Npgsql;

namespace Survey.Db.Restorations;

/// <summary>A restore from a backup. Mails that the database has as unsent may have been sent, so those of open waves are held.</summary>
public static class Restoration
{
    public const string Held = "e-mails held after a restore";

    /// <summary>In the caller's transaction: records the restore. Mails of open waves are held, and of due waves when they open.</summary>
    /// <remarks>Recording the same restore again holds nothing, because HR may have decided meanwhile.</remarks>
    /// <param name="backupAt">The last moment that the backup contains.</param>
    public static async Task<LostTime> RecordAsync(
        NpgsqlConnection connection,
        DateTimeOffset backupAt,
        TimeSpan rest,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var recorded = await connection.RunAsync(
            """
            insert into restoration (backup_at, reported_at) values (@backupAt, @now) on conflict do nothing
            """,
            new { backupAt, now },
            ct
        );
        if (recorded > 0)
        {
            await DropOtherMailsAsync(connection, ct);
        }
        foreach (var wave in recorded == 0 ? [] : await HoldAsync(connection, now, ct))
        {
            await AuditLog.AddAsync(connection, actor, Held, wave, now, ct);
        }
        return await LostTime.ReadAsync(connection, backupAt, rest, now, ct);
    }

    /// <summary>Most of these mails were sent before the restore: nobody gets them twice.</summary>
    private static Task<int> DropOtherMailsAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync(
            """
            update message set state = 'cancelled', worker = null, lease_until = null
            where kind in ('recognition', 'results', 'cases') and state in ('queued', 'deferred', 'sending')
            """,
            null,
            ct
        );

    private static Task<IReadOnlyList<string>> HoldAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.ListAsync<string>(
            """
            update wave set mails_held_since = @now where state = 'open' and mails_held_since is null returning code
            """,
            new { now },
            ct
        );
}
