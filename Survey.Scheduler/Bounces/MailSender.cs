using System.Text.RegularExpressions;
using MimeKit;

namespace Survey.Scheduler.Bounces;

/// <summary>People quote reports, and their automatic replies mention failures: only mail servers' mails are reports.</summary>
internal static partial class MailSender
{
    /// <summary>The envelope sender is empty, a mail server wrote the mail, or the mail says that a program did.</summary>
    public static bool IsAutomatic(HeaderList headers) =>
        headers["Return-Path"]?.Trim() is "" or "<>"
        || headers["Auto-Submitted"]?.Trim() is { } submitted && submitted != "no"
        || IsServer(headers);

    public static bool IsServer(HeaderList headers) =>
        headers["X-Failed-Recipients"] is not null
        || headers["From"] is { } from && (from.Contains("<>", StringComparison.Ordinal) || Server().IsMatch(from));

    [GeneratedRegex(
        """
            (mailer|mail|double)[-_.]?(daemon|bounce) | post_?master@ | mda?emon@ | MicrosoftExchange[0-9a-f]{32}
            | ^\s*"?(mail\ delivery|(system|mail)\ administrator)
            """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Server();
}
