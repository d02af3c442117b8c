using Npgsql;

namespace Survey.Db.Messages;

/// <summary>What a server says of a mail that it does not deliver.</summary>
/// <param name="StatusCode">Enhanced code such as 5.1.1; null: none.</param>
/// <param name="ReasonCode">One of <see cref="MailReason.All"/>.</param>
/// <param name="Words">The server's own; null: none.</param>
public sealed record ReturnReason(string? StatusCode, string ReasonCode, string? Words);

/// <summary>Mails that a server had accepted and that came back.</summary>
public static class ReturnedMail
{
    private const int HardUntilUnreachable = 2;
    private const int ReadersLock = 1_113_551_726;

    /// <summary>
    /// The address does not work. After the second such invitation its person is unreachable, unless there is another address now. The same
    /// report again changes nothing.
    /// </summary>
    /// <returns>False: there is no such mail.</returns>
    public static Task<bool> RecordHardAsync(
        NpgsqlConnection connection,
        Guid messageId,
        ReturnReason reason,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.OneAsync<bool>(
            """
            with bounced as (
                update message
                set state = 'bounced', status_code = @StatusCode, reason_code = @ReasonCode, reason = @Words,
                    worker = null, lease_until = null
                where id = @messageId and state in ('sent', 'sending', 'deferred')
                returning person_id, kind, address
            ), counted as (
                update person
                set hard_bounces = hard_bounces + 1,
                    unreachable_since = case when hard_bounces + 1 >= @HardUntilUnreachable then coalesce(unreachable_since, @now) end
                from bounced
                where person.id = bounced.person_id and bounced.kind = 'invitation' and lower(person.email) = lower(bounced.address)
            )
            select exists (select from message where id = @messageId)
            """,
            new
            {
                messageId,
                reason.StatusCode,
                reason.ReasonCode,
                reason.Words,
                now,
                HardUntilUnreachable,
            },
            ct
        );

    /// <summary>This mail did not arrive, but the address may work: it can be sent again, and nothing counts against its person.</summary>
    /// <returns>False: there is no such mail.</returns>
    public static Task<bool> RecordLostAsync(NpgsqlConnection connection, Guid messageId, ReturnReason reason, CancellationToken ct) =>
        connection.OneAsync<bool>(
            """
            with lost as (
                update message
                set state = 'failed', status_code = @StatusCode, reason_code = @ReasonCode, reason = @Words,
                    worker = null, lease_until = null
                where id = @messageId and state in ('sent', 'sending', 'deferred')
            )
            select exists (select from message where id = @messageId)
            """,
            new
            {
                messageId,
                reason.StatusCode,
                reason.ReasonCode,
                reason.Words,
            },
            ct
        );

    /// <summary>A server still tries to deliver the mail. The same report again changes nothing.</summary>
    /// <param name="report">What tells the report from others about the same mail.</param>
    /// <returns>False: there is no such mail.</returns>
    public static Task<bool> RecordLateAsync(NpgsqlConnection connection, Guid messageId, string report, CancellationToken ct) =>
        connection.OneAsync<bool>(
            """
            with counted as (
                update message set late_reports = late_reports + 1, late_report = @report
                where id = @messageId and late_report is distinct from @report
            )
            select exists (select from message where id = @messageId)
            """,
            new { messageId, report },
            ct
        );

    public static Task<bool> IsKnownAsync(NpgsqlConnection connection, Guid messageId, CancellationToken ct) =>
        connection.OneAsync<bool>("select exists (select from message where id = @messageId)", new { messageId }, ct);

    /// <summary>Makes the connection's session the only one that reads mailboxes, so that no complaint is counted twice.</summary>
    /// <returns>False: another one reads.</returns>
    public static Task<bool> TryLockReadersAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<bool>("select pg_try_advisory_lock(@ReadersLock)", new { ReadersLock }, ct);

    public static Task UnlockReadersAsync(NpgsqlConnection connection) =>
        connection.RunAsync("select pg_advisory_unlock(@ReadersLock)", new { ReadersLock }, default);
}
