using Npgsql;

namespace Survey.Db.Messages;

/// <summary>Mails that a server had accepted and that came back.</summary>
public static class ReturnedMail
{
    private const int HardUntilUnreachable = 2;

    /// <summary>
    /// The mail will never arrive. After the second such invitation its person is unreachable. Reporting the same mail again changes nothing.
    /// </summary>
    /// <param name="statusCode">Enhanced code such as 5.1.1.</param>
    /// <param name="reason">The reporting server's words.</param>
    /// <returns>False: there is no such mail.</returns>
    public static Task<bool> RecordHardAsync(
        NpgsqlConnection connection, Guid messageId, string statusCode, string? reason, DateTimeOffset now, CancellationToken ct) =>
        connection.OneAsync<bool>("""
            with bounced as (
                update message
                set state = 'bounced', status_code = @statusCode, reason = @reason, worker = null, lease_until = null
                where id = @messageId and state in ('sent', 'sending', 'deferred')
                returning person_id, kind
            ), counted as (
                update person
                set hard_bounces = hard_bounces + 1,
                    unreachable_since = case when hard_bounces + 1 >= @HardUntilUnreachable then coalesce(unreachable_since, @now) end
                from bounced
                where person.id = bounced.person_id and bounced.kind = 'invitation'
            )
            select exists (select from message where id = @messageId)
            """, new { messageId, statusCode, reason, now, HardUntilUnreachable }, ct);

    /// <summary>The mail is late, or could not be delivered for a reason that passes. The same report again changes nothing.</summary>
    /// <param name="report">What tells the report from others about the same mail.</param>
    /// <returns>False: there is no such mail.</returns>
    public static Task<bool> RecordSoftAsync(NpgsqlConnection connection, Guid messageId, string report, CancellationToken ct) =>
        connection.OneAsync<bool>("""
            with counted as (
                update message set soft_bounces = soft_bounces + 1, soft_bounce_report = @report
                where id = @messageId and soft_bounce_report is distinct from @report
            )
            select exists (select from message where id = @messageId)
            """, new { messageId, report }, ct);
}
