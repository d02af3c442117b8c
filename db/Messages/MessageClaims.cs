using System.Security.Cryptography;
using Npgsql;
using Survey.Db.Zones;

namespace Survey.Db.Messages;

/// <summary>
/// A claim ends with its lease or with the database session of the sender, whichever is first: mails of a killed sender are free at once.
/// Leases use the clock of the database, because clocks of hosts differ.
/// </summary>
public static class MessageClaims
{
    /// <summary>Shown to HR as the reason.</summary>
    public const string NotWritten = "The letter could not be written.";

    private const int LockClass = 1_396_790_868;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>How long after its claim a mail may still be handed to a server.</summary>
    public static TimeSpan SendWithin { get; } = Lease / 2;

    public static async Task<int> StartAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        while (true)
        {
            var worker = RandomNumberGenerator.GetInt32(1, int.MaxValue);
            if (await connection.OneAsync<bool>("select pg_try_advisory_lock(@LockClass, @worker)", new { LockClass, worker }, ct))
            {
                return worker;
            }
        }
    }

    public static Task StopAsync(NpgsqlConnection connection, int worker, CancellationToken ct) =>
        connection.RunAsync("select pg_advisory_unlock(@LockClass, @worker)", new { LockClass, worker }, ct);

    /// <summary>Claims due mails, sign-ins first, and drops unwanted ones.</summary>
    /// <param name="unreadable">Called for a mail whose data cannot be read; the mail is marked as failed.</param>
    /// <returns>Null: nothing is due. Empty: all claimed mails were unwanted, and more may be due.</returns>
    public static async Task<IReadOnlyList<ClaimedMessage>?> ClaimAsync(
        NpgsqlConnection connection,
        int worker,
        int count,
        DateTimeOffset now,
        CancellationToken ct,
        bool signInsOnly = false,
        Action<Guid, Exception>? unreadable = null
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var ids = (
            await connection.ListAsync<Guid>(
                """
                with alive as materialized (
                    select objid::int8 as worker from pg_locks
                    where locktype = 'advisory' and granted and classid = @LockClass and objsubid = 2
                      and database = (select oid from pg_database where datname = current_database())
                ), free as (
                    select id from message
                    where state in ('queued', 'deferred', 'sending') and not_before <= @now and (kind <> 'sign_in') <= not @signInsOnly
                      and (state <> 'sending' or lease_until <= clock_timestamp() or worker not in (select worker from alive))
                      and (wave_id is null or wave_id <> all(array(select id from wave where mails_held_since is not null)))
                    order by kind <> 'sign_in', not_before, id
                    limit @count
                    for update skip locked
                )
                update message set state = 'sending', worker = @worker, lease_until = clock_timestamp() + @Lease
                where id = any(array(select id from free))
                returning message.id
                """,
                new
                {
                    LockClass,
                    worker,
                    count,
                    now,
                    signInsOnly,
                    Lease,
                },
                ct
            )
        ).ToArray();
        await DropUnwantedAsync(connection, ids, await LeaversAsync(connection, ids, now, ct), now, ct);
        await transaction.CommitAsync(ct);
        return ids.Length == 0 ? null : await LoadAsync(connection, ids, worker, unreadable, ct);
    }

    /// <summary>One bad row makes the batch unreadable. The batch is halved until the bad mail is alone; only that mail fails.</summary>
    private static async Task<IReadOnlyList<ClaimedMessage>> LoadAsync(
        NpgsqlConnection connection,
        Guid[] ids,
        int worker,
        Action<Guid, Exception>? unreadable,
        CancellationToken ct
    )
    {
        try
        {
            return await ClaimedMessage.LoadAsync(connection, ids, worker, ct);
        }
        catch (Exception problem) when (ids.Length > 1 && !Database.IsPassing(problem))
        {
            var half = ids.Length / 2;
            return
            [
                .. await LoadAsync(connection, ids[..half], worker, unreadable, ct),
                .. await LoadAsync(connection, ids[half..], worker, unreadable, ct),
            ];
        }
        catch (Exception problem) when (!Database.IsPassing(problem))
        {
            unreadable?.Invoke(ids[0], problem);
            await MarkAsync(connection, worker, new MessageMark(ids[0], MessageState.Failed, IsAttempt: true, NotWritten), ct);
            return [];
        }
    }

    private static async Task<Guid[]> LeaversAsync(NpgsqlConnection connection, Guid[] ids, DateTimeOffset now, CancellationToken ct) =>
        [.. (
                await connection.ListAsync<Leaver>(
                    """
                    select message.id, person.time_zone, person.active_to
                    from message join person on person.id = message.person_id
                    where message.id = any(@ids) and person.active_to <= (@now at time zone 'UTC')::date + 1
                    """,
                    new { ids, now },
                    ct
                )
            ).Where(person => person.ActiveTo < LocalTime.DayOf(now, person.TimeZone)).Select(person => person.Id)];

    public static async Task<bool> MarkAsync(NpgsqlConnection connection, int worker, MessageMark mark, CancellationToken ct) =>
        await WriteAsync(connection, "state = 'sending' and worker = @worker", worker, mark, ct) > 0;

    /// <summary>For an ended session. "sent" is recorded even if another sender has the mail. False: already marked.</summary>
    public static async Task<bool> MarkLateAsync(NpgsqlConnection connection, int worker, MessageMark mark, CancellationToken ct) =>
        await WriteAsync(
            connection,
            "state in ('sending', 'queued', 'deferred') and (worker = @worker or @State = 'sent')",
            worker,
            mark,
            ct
        ) > 0;

    /// <summary>Queues a failed mail again. False: the mail is not failed any more.</summary>
    public static async Task<bool> PutBackAsync(Database database, MessageMark mark, CancellationToken ct)
    {
        await using var connection = await database.OpenPreparedAsync(ct);
        return await WriteAsync(connection, "state = 'failed'", 0, mark with { IsAttempt = false }, ct) > 0;
    }

    private static Task<int> WriteAsync(
        NpgsqlConnection connection,
        string condition,
        int worker,
        MessageMark mark,
        CancellationToken ct
    ) =>
        connection.RunAsync(
            $"""
            update message
            set state = @State, reason = @Reason, status_code = @StatusCode, attempts = attempts + @attempts,
                unknown_outcomes = unknown_outcomes + @unknown, not_before = coalesce(@notBefore, not_before), sent_at = @sentAt,
                worker = null, lease_until = null
            where id = @Id and {condition}
            """,
            new
            {
                worker,
                mark.Id,
                State = mark.State.Text(),
                mark.Reason,
                mark.StatusCode,
                attempts = mark.IsAttempt ? 1 : 0,
                unknown = mark.IsOutcomeUnknown ? 1 : 0,
                notBefore = mark.NotBefore?.ToUniversalTime(),
                sentAt = mark.SentAt?.ToUniversalTime(),
            },
            ct
        );

    /// <summary>Frees claimed mails that were not tried.</summary>
    public static Task ReleaseAsync(NpgsqlConnection connection, int worker, CancellationToken ct) =>
        connection.RunAsync(
            """
            update message
            set state = case when attempts = 0 then 'queued' else 'deferred' end, worker = null, lease_until = null
            where state = 'sending' and worker = @worker
            """,
            new { worker },
            ct
        );

    /// <summary>
    /// Unwanted: the wave is over, or the person opted out, answered or left; or the access that a mail tells of was taken away.
    /// Opting out stops recognition, too (rule B6). A reminder also after "not this time" or while the pulse is paused; it is deleted,
    /// and queued again when the pulse goes on. An invitation stays as cancelled, or as sent if it was answered: an answer shows that
    /// it arrived, and its row must look like all others.
    /// </summary>
    private static async Task DropUnwantedAsync(
        NpgsqlConnection connection,
        Guid[] ids,
        Guid[] leavers,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        const string Wanted =
            "select from wanted_mail(@now) as wanted where wanted.wave_id = message.wave_id and wanted.person_id = message.person_id";
        const string IsTaken = """
            kind = 'access' and not exists (
                select from access_mail as told
                join role_grant as given on given.role = told.role and given.unit_id is not distinct from told.unit_id
                where told.id = message.id and given.email = lower(message.address))
            """;
        const string Answered = """
            exists (select from answered join invitation on invitation.id = answered.invitation_id and invitation.wave_id = answered.wave_id
                    where answered.wave_id = message.wave_id and invitation.person_id = message.person_id)
            """;
        const string HasOptedOut = """
            kind = 'recognition'
            and exists (select from opted_out((@now at time zone 'UTC')::date) as stopped where stopped.person_id = message.person_id)
            """;
        await connection.RunAsync(
            $"""
            delete from message
            where id = any(@ids) and kind like 'reminder%' and (id = any(@leavers) or not exists ({Wanted} and wanted.may_be_reminded))
            """,
            new
            {
                ids,
                leavers,
                now,
            },
            ct
        );
        await connection.RunAsync(
            $"""
            update message
            set state = case when {Answered} then 'sent' else 'cancelled' end,
                sent_at = case when {Answered} then queued_at end, reason = null, status_code = null, worker = null, lease_until = null
            where id = any(@ids)
              and (id = any(@leavers) or wave_id is not null and not exists ({Wanted}) or wave_id is null and give_up_at <= @now
                   or {HasOptedOut} or {IsTaken})
            """,
            new
            {
                ids,
                leavers,
                now,
            },
            ct
        );
    }

    private sealed record Leaver(Guid Id, string TimeZone, DateOnly? ActiveTo);
}

/// <param name="IsOutcomeUnknown">The server may have accepted the mail. The next attempt has the same Message-ID.</param>
/// <param name="NotBefore">Time of the next attempt; null: unchanged.</param>
public sealed record MessageMark(
    Guid Id,
    MessageState State,
    bool IsAttempt,
    string? Reason = null,
    string? StatusCode = null,
    bool IsOutcomeUnknown = false,
    DateTimeOffset? NotBefore = null,
    DateTimeOffset? SentAt = null
)
{
    public static MessageMark Sent(Guid id, DateTimeOffset at) => new(id, MessageState.Sent, IsAttempt: true, SentAt: at);
}
