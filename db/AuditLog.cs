using Npgsql;

namespace Survey.Db;

/// <param name="Actor">An e-mail address, "command line" or "demo".</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action);

/// <summary>Records who did what to the programme. It never holds an answer or the text of a comment (rule F5).</summary>
public static class AuditLog
{
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

    public static Task<IReadOnlyList<AuditEntry>> ListAsync(NpgsqlConnection connection, string subject, CancellationToken ct) =>
        connection.ListAsync<AuditEntry>(
            "select at, actor, action from audit_log where subject = @subject order by at, id",
            new { subject },
            ct
        );
}
