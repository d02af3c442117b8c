using System.Security.Cryptography;
using Npgsql;

namespace Survey.Db.Messages;

/// <summary>
/// How a sender takes mails and says what became of them. A claim ends with its lease or with the session of the sender's connection,
/// whichever is first: what a killed sender had claimed is free at once.
/// </summary>
public static class MessageClaims
{
    private const int LockClass = 1_396_790_868;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>How long after its claim a mail may still be handed to a server.</summary>
    public static TimeSpan SendWithin { get; } = Lease / 2;

    /// <summary>Makes the connection's session a sender, until it ends.</summary>
    /// <returns>The sender's number.</returns>
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

    /// <summary>Ends what <see cref="StartAsync"/> began; what is still claimed is free for the next sender.</summary>
    public static Task StopAsync(NpgsqlConnection connection, int worker, CancellationToken ct) =>
        connection.RunAsync("select pg_advisory_unlock(@LockClass, @worker)", new { LockClass, worker }, ct);

    /// <summary>Takes the next mails that are due, sign-ins first, and drops those that are not wanted any more.</summary>
    /// <param name="clock">The real time, by which leases are reckoned whatever <paramref name="now"/> is.</param>
    /// <param name="signInsOnly">Leaves everything but sign-ins to others.</param>
    /// <returns>Null: nothing is due. An empty list: everything claimed was unwanted, and more may be due.</returns>
    public static async Task<IReadOnlyList<ClaimedMessage>?> ClaimAsync(
        NpgsqlConnection connection, int worker, int count, DateTimeOffset now, DateTimeOffset clock, CancellationToken ct,
        bool signInsOnly = false)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var ids = (await connection.ListAsync<Guid>("""
            with alive as materialized (
                select objid::int8 as worker from pg_locks
                where locktype = 'advisory' and granted and classid = @LockClass and objsubid = 2
                  and database = (select oid from pg_database where datname = current_database())
            ), free as (
                select id from message
                where state in ('queued', 'deferred', 'sending') and not_before <= @now and (kind <> 'sign_in') <= not @signInsOnly
                  and (state <> 'sending' or lease_until <= @clock or worker not in (select worker from alive))
                order by kind <> 'sign_in', not_before, id
                limit @count
                for update skip locked
            )
            update message set state = 'sending', worker = @worker, lease_until = @leaseUntil
            where id = any(array(select id from free))
            returning message.id
            """, new { LockClass, worker, count, now, clock, signInsOnly, leaseUntil = clock + Lease }, ct)).ToArray();
        await DropUnwantedAsync(connection, ids, now, ct);
        var messages = await ClaimedMessage.LoadAsync(connection, ids, worker, ct);
        await transaction.CommitAsync(ct);
        return ids.Length == 0 ? null : messages;
    }

    /// <summary>Writes down what became of claimed mails.</summary>
    public static Task MarkAsync(NpgsqlConnection connection, int worker, IReadOnlyList<MessageMark> marks, CancellationToken ct) =>
        marks[0].SentAt is { } at && marks.All(mark => mark == MessageMark.Sent(mark.Id, at))
            ? MarkSentAsync(connection, worker, at, [.. marks.Select(mark => mark.Id)], ct)
            : MarkEachAsync(connection, worker, marks, ct);

    // Nearly all go this way, and senders wait for it.
    private static Task<int> MarkSentAsync(NpgsqlConnection connection, int worker, DateTimeOffset at, Guid[] ids, CancellationToken ct) =>
        connection.RunAsync("""
            update message
            set state = 'sent', reason = null, status_code = null, attempts = attempts + 1, sent_at = @at, worker = null, lease_until = null
            where id = any(@ids) and state = 'sending' and worker = @worker
            """, new { worker, ids, at }, ct);

    private static Task<int> MarkEachAsync(NpgsqlConnection connection, int worker, IReadOnlyList<MessageMark> marks, CancellationToken ct) =>
        connection.RunAsync("""
            update message
            set state = mark.state, reason = mark.reason, status_code = mark.status_code, attempts = message.attempts + mark.attempts,
                doubtful = message.doubtful + mark.doubtful,
                not_before = coalesce(mark.not_before, message.not_before), sent_at = mark.sent_at, worker = null, lease_until = null
            from unnest(@ids, @states, @reasons, @codes, @attempts, @doubtful, @notBefore, @sentAt)
                as mark (id, state, reason, status_code, attempts, doubtful, not_before, sent_at)
            where message.id = mark.id and message.state = 'sending' and message.worker = @worker
            """, new
        {
            worker,
            ids = marks.Select(mark => mark.Id).ToArray(),
            states = marks.Select(mark => mark.State).ToArray(),
            reasons = marks.Select(mark => mark.Reason).ToArray(),
            codes = marks.Select(mark => mark.StatusCode).ToArray(),
            attempts = marks.Select(mark => mark.IsAttempt ? 1 : 0).ToArray(),
            doubtful = marks.Select(mark => mark.IsDoubtful ? 1 : 0).ToArray(),
            notBefore = marks.Select(mark => mark.NotBefore?.ToUniversalTime()).ToArray(),
            sentAt = marks.Select(mark => mark.SentAt?.ToUniversalTime()).ToArray(),
        }, ct);

    /// <summary>Gives back what was claimed and not tried, as it was.</summary>
    public static Task ReleaseAsync(NpgsqlConnection connection, int worker, CancellationToken ct) =>
        connection.RunAsync("""
            update message
            set state = case when attempts = 0 then 'queued' else 'deferred' end, worker = null, lease_until = null
            where state = 'sending' and worker = @worker
            """, new { worker }, ct);

    /// <summary>
    /// No mail about a wave that is over, to somebody who opted out or who has answered, and no reminder after "not this time".
    /// A reminder leaves no trace then.
    /// An invitation stays, cancelled, or sent when it was answered: it arrived, and looks like everybody's.
    /// </summary>
    private static async Task DropUnwantedAsync(NpgsqlConnection connection, Guid[] ids, DateTimeOffset now, CancellationToken ct)
    {
        const string Invitation = """
            (select invitation.id from invitation where invitation.wave_id = message.wave_id and invitation.person_id = message.person_id)
            """;
        const string Answered = $"""
            exists (select from answered where answered.wave_id = message.wave_id and answered.invitation_id = {Invitation})
            """;
        const string Unwanted = $"""
            exists (
                select from wave
                where wave.id = message.wave_id
                  and (wave.state <> 'open' or wave.closes_at <= @now
                       or exists (select from opt_out where opt_out.person_id = message.person_id
                                  and (opt_out.until is null or opt_out.until >= (@now at time zone 'UTC')::date))
                       or {Answered}))
            """;
        await connection.RunAsync($"""
            delete from message
            where id = any(@ids) and kind like 'reminder%'
              and ({Unwanted} or exists (
                  select from declined where declined.wave_id = message.wave_id and declined.invitation_id = {Invitation}))
            """, new { ids, now }, ct);
        await connection.RunAsync($"""
            update message
            set state = case when {Answered} then 'sent' else 'cancelled' end,
                sent_at = case when {Answered} then queued_at end, reason = null, status_code = null, worker = null, lease_until = null
            where id = any(@ids) and ({Unwanted} or kind = 'sign_in' and give_up_at <= @now)
            """, new { ids, now }, ct);
    }
}

/// <summary>What became of one claimed mail.</summary>
/// <param name="State">sent, deferred, failed or queued.</param>
/// <param name="Reason">In words, for HR; null: none is needed.</param>
/// <param name="StatusCode">The server's enhanced code, such as 5.1.1.</param>
/// <param name="IsDoubtful">The server may have taken it all the same: the next attempt may repeat it, under the same Message-ID.</param>
/// <param name="NotBefore">When to try again; null: as it was.</param>
public sealed record MessageMark(
    Guid Id, string State, bool IsAttempt, string? Reason = null, string? StatusCode = null,
    bool IsDoubtful = false, DateTimeOffset? NotBefore = null, DateTimeOffset? SentAt = null)
{
    public static MessageMark Sent(Guid id, DateTimeOffset at) => new(id, "sent", IsAttempt: true, SentAt: at);
}
