using Npgsql;

namespace Survey.Db.Messages;

/// <param name="StatusCode">Enhanced status code such as 5.1.1; null: none.</param>
/// <param name="ReasonCode">One of <see cref="MailReason.All"/>.</param>
public sealed record ReturnReason(string? StatusCode, string ReasonCode, string? Words);

public static class ReturnedMail
{
    private const int HardUntilUnreachable = 2;
    private const int ReadersLock = 1_113_551_726;

    /// <summary>The address does not work. After two such invitations the person is unreachable. Repeated reports change nothing.</summary>
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

    /// <summary>The mail did not arrive, but the address may work: no bounce is counted.</summary>
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

    /// <summary>A server still tries. "report" identifies the report, so a repeated one changes nothing. False: no such mail.</summary>
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

    /// <summary>Allows one session to read mailboxes, so that no complaint is counted twice. False: another session reads.</summary>
    public static Task<bool> TryLockReadersAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<bool>("select pg_try_advisory_lock(@ReadersLock)", new { ReadersLock }, ct);

    public static Task UnlockReadersAsync(NpgsqlConnection connection) =>
        connection.RunAsync("select pg_advisory_unlock(@ReadersLock)", new { ReadersLock }, default);
}
