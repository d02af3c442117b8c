using Npgsql;

namespace Survey.Db.Programme;

/// <param name="Count">Without reminders, whose number tells how many have not answered (rule A3).</param>
/// <param name="OldestDueSeconds">Age of the oldest due mail of any kind that is not held; 0: none.</param>
public sealed record MailWaiting(int Count, double OldestDueSeconds)
{
    public static Task<MailWaiting> ReadAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.OneAsync<MailWaiting>(
            """
            select count(*) filter (where kind in ('invitation', 'sign_in', 'access', 'recognition', 'results', 'cases'))::int as count,
                   greatest(0, coalesce(extract(epoch from @now - min(not_before) filter (
                       where wave_id is null or wave_id not in (select id from wave where mails_held_since is not null))), 0))::float8
                       as oldest_due_seconds
            from message
            where state in ('queued', 'deferred', 'sending')
            """,
            new { now },
            ct
        );
}
