using System.Text.RegularExpressions;
using Npgsql;

namespace Survey.Db.Messages;

/// <summary>Why no mail leaves at present. Of several schedulers the newest word counts.</summary>
/// <param name="Reason">In the words of the program and the mail server, without anybody's address.</param>
/// <param name="NeedsSomebody">It will not pass by itself.</param>
/// <param name="ResumesAt">When the next mail is tried; null: within a quarter of an hour.</param>
public sealed partial record SendingStop(DateTimeOffset Since, string Reason, bool NeedsSomebody, DateTimeOffset? ResumesAt)
{
    // A scheduler tries again each quarter of an hour: what none has confirmed for longer is over, or nobody sends any more.
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    /// <returns>Null: nothing is known to hold up the mails.</returns>
    public static Task<SendingStop?> FindAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.FindAsync<SendingStop>(
            """
            select since, reason, needs_somebody, resumes_at from sending_stop where greatest(tried_at, resumes_at) > @over
            """,
            new { over = now - Lasts },
            ct
        );

    /// <summary>A scheduler found the way out closed, for the first time or once more.</summary>
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
                over = now - Lasts,
            },
            ct
        );

    /// <summary>Servers repeat in their words whom they do not let in, and from where.</summary>
    public static string WithoutAddresses(string reason) => Address().Replace(reason, "…");

    /// <summary>A mail server has taken or refused a mail: there is a way out.</summary>
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
