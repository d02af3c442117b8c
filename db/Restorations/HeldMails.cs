using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Restorations;

/// <param name="BackupAt">The last moment that the database contains.</param>
/// <param name="HasOpenedAgain">It had opened in the lost time. Links in mails sent then do not work.</param>
/// <param name="Invitations">How many wait. Reminders are not counted: their number tells how many have not answered (rule A3).</param>
public sealed record HeldWave(
    long Id,
    string Code,
    WaveName Name,
    string TimeZone,
    DateTimeOffset BackupAt,
    bool HasOpenedAgain,
    int Invitations
);

/// <summary>Mails that may have been sent before a restore. A held wave sends none and queues no reminder.</summary>
/// <remarks>HR releases them (some people may get a mail twice) or drops them (some may get none).</remarks>
public static class HeldMails
{
    /// <summary>Action in the audit log.</summary>
    public const string Released = "held e-mails released";

    public const string Dropped = "held e-mails dropped";

    public static Task<IReadOnlyList<HeldWave>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<HeldWave>(
            """
            select wave.id, wave.code, wave_name(wave.pulse_id, wave.period) as name, pulse.time_zone,
                   (select max(backup_at) from restoration where reported_at <= wave.mails_held_since) as backup_at,
                   wave.mails_held_since = wave.opened_at as has_opened_again,
                   (select count(*)::int from message
                    where message.wave_id = wave.id and kind = 'invitation'
                      and message.state in ('queued', 'deferred', 'sending')) as invitations
            from wave join pulse on pulse.id = wave.pulse_id
            where wave.mails_held_since is not null
            order by wave.opened_at, wave.id
            """,
            null,
            ct
        );

    public static Task<int> CountWavesAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<int>("select count(*)::int from wave where mails_held_since is not null", null, ct);

    /// <summary>Sends the waiting mails and the reminders that are due. Writes the audit log. False: the mails are not held.</summary>
    public static Task<bool> ReleaseAsync(Database database, string code, string actor, DateTimeOffset now, CancellationToken ct) =>
        database.InTransactionAsync(async connection => await EndAsync(connection, code, Released, actor, now, ct) is not null, ct);

    /// <summary>Marks waiting invitations as sent; drops reminders of the lost time. Writes the audit log. False: not held.</summary>
    public static Task<bool> DropAsync(Database database, string code, string actor, DateTimeOffset now, CancellationToken ct) =>
        database.InTransactionAsync(
            async connection =>
            {
                if (await EndAsync(connection, code, Dropped, actor, now, ct) is not { } wave)
                {
                    return false;
                }
                await connection.RunAsync(
                    """
                    delete from message where wave_id = @Id and kind like 'reminder%' and state in ('queued', 'deferred', 'sending');
                    update message
                    set state = 'sent', sent_at = queued_at, reason = null, status_code = null, worker = null, lease_until = null
                    where wave_id = @Id and kind = 'invitation' and state in ('queued', 'deferred', 'sending');
                    update wave set no_reminders_before = @HeldSince where id = @Id;
                    """,
                    wave,
                    ct
                );
                return true;
            },
            ct
        );

    private static async Task<EndedHold?> EndAsync(
        NpgsqlConnection connection,
        string code,
        string action,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var wave = await connection.FindAsync<EndedHold>(
            """
            update wave set mails_held_since = null
            from (
                select id, mails_held_since from wave where lower(code) = lower(@code) and mails_held_since is not null for update) as held
            where wave.id = held.id
            returning wave.id, wave.code, held.mails_held_since as held_since
            """,
            new { code },
            ct
        );
        if (wave is not null)
        {
            await AuditLog.AddAsync(connection, actor, action, wave.Code, now, ct);
        }
        return wave;
    }

    private sealed record EndedHold(long Id, string Code, DateTimeOffset HeldSince);
}
