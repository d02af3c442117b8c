using Npgsql;

namespace Survey.Db;

/// <param name="Actor">An e-mail address, or "command line" or "demo".</param>
/// <param name="Action">In words that do not change.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action);

/// <summary>Who did what to the programme: never an answer, never the text of a comment.</summary>
public static class AuditLog
{
    /// <param name="subject">Such as the code of a wave.</param>
    public static Task AddAsync(
        NpgsqlConnection connection,
        string actor,
        string action,
        string subject,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.RunAsync(
            "insert into audit_log (at, actor, action, subject) values (@now, @actor, @action, @subject)",
            new
            {
                now,
                actor,
                action,
                subject,
            },
            ct
        );

    /// <summary>What was done to the subject, the first first.</summary>
    public static Task<IReadOnlyList<AuditEntry>> ListAsync(NpgsqlConnection connection, string subject, CancellationToken ct) =>
        connection.ListAsync<AuditEntry>(
            "select at, actor, action from audit_log where subject = @subject order by at, id",
            new { subject },
            ct
        );
}
