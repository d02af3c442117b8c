using System.Text.RegularExpressions;
using MimeKit;

namespace Survey.Scheduler.Bounces;

/// <summary>Who wrote a mail: a mail server, some program, or a person. People quote reports, and their absences mention failures.</summary>
internal static partial class MailSender
{
    /// <summary>The envelope names nobody, or a mail server wrote it.</summary>
    public static bool IsAutomatic(HeaderList headers) =>
        headers["Return-Path"]?.Trim() is "" or "<>" || IsServer(headers) || headers["Auto-Submitted"]?.Trim() is { } submitted && submitted != "no";

    public static bool IsServer(HeaderList headers) =>
        headers["X-Failed-Recipients"] is not null || Server().IsMatch(headers["From"] ?? "") || (headers["From"] ?? "").Contains("<>", StringComparison.Ordinal);

    [GeneratedRegex("""
        (mailer|mail|double)[-_.]?(daemon|bounce)|post_?master@|MAILER-DAEMON|mda?emon@|MicrosoftExchange[0-9a-f]{32}|^\s*"?(mail\ delivery|system\ administrator|mail\ administrator)
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Server();
}
