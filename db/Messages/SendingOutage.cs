using System.Text.RegularExpressions;
using Npgsql;

namespace Survey.Db.Messages;

/// <summary>Why no mail is sent at present. The newest record of several schedulers counts.</summary>
/// <param name="Reason">Contains no e-mail address.</param>
/// <param name="NeedsSomebody">The problem does not end without action.</param>
/// <param name="ResumesAt">When the next mail is tried; null: within a quarter of an hour.</param>
public sealed partial record SendingOutage(DateTimeOffset Since, string Reason, bool NeedsSomebody, DateTimeOffset? ResumesAt)
{
    // A scheduler tries again every 15 minutes. An older record means that the problem is over or that no scheduler runs.
    private static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(30);

    public static Task<SendingOutage?> FindAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.FindAsync<SendingOutage>(
            """
            select since, reason, needs_somebody, resumes_at from sending_stop where greatest(tried_at, resumes_at) > @over
            """,
            new { over = now - ValidFor },
            ct
        );

    public static Task RecordAsync(
        NpgsqlConnection connection,
        string reason,
        bool needsSomebody,
        DateTimeOffset? resumesAt,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.RunAsync(
            """
            insert into sending_stop as stop (since, tried_at, reason, needs_somebody, resumes_at)
            values (@now, @now, @reason, @needsSomebody, @resumesAt)
            on conflict (is_only) do update
            set since = case when greatest(stop.tried_at, stop.resumes_at) > @over then stop.since else excluded.since end,
                tried_at = excluded.tried_at, reason = excluded.reason, needs_somebody = excluded.needs_somebody,
                resumes_at = excluded.resumes_at
            """,
            new
            {
                reason = WithoutAddresses(reason),
                needsSomebody,
                resumesAt,
                now,
                over = now - ValidFor,
            },
            ct
        );

    /// <summary>Replies of servers may contain the e-mail address or the IP address of the sender.</summary>
    public static string WithoutAddresses(string reason) => Address().Replace(reason, "…");

    public static Task EndAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync("delete from sending_stop", null, ct);

    // IPv6: eight groups, or fewer around "::".
    [GeneratedRegex(
        """
            [^\s<>()\[\]"',;:=]+@[^\s<>()\[\]"',;:=]+
            | (?<!\w) (?=[\da-f:]*:: | (?:[\da-f]+:){5}) [\da-f:]*(?:::|[\da-f]) (?:\.\d{1,3}){0,3} (?:%\w+)?
            | \b\d{1,3}(?:\.\d{1,3}){3}\b
            """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Address();
}
