using System.Text.RegularExpressions;
using MimeKit;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Bounces;

/// <summary>Reads reports written for people only, by the rules of <see cref="ProseRule"/>.</summary>
internal static partial class Prose
{
    private const int MaxHeaderLength = 16 * 1024;
    private const RegexOptions Patterns = RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant;

    /// <returns>Null: no known kind of report.</returns>
    public static DeliveryReport? Read(MailParts mail)
    {
        var headers = HeadersOf(mail);
        var text = OriginalMail.Before(mail.Text);
        if (!MailSender.IsServer(mail.Headers) || ProseRule.Find($"{headers}\n{text}") is not { } rule)
        {
            return null;
        }
        var named = rule.Recipient.Match(text) is { Success: true } match ? match : null;
        var failed = MailAddressText.Of(mail.Headers["X-Failed-Recipients"]) ?? MailAddressText.Of(named?.Groups["to"].Value);
        var about = named is null ? text : text[(named.Index + named.Length)..];
        var report = Judge(rule, about, text);
        var isUnclear = failed is null || rule.System == ProseRule.Others && report.Reason == "other";
        return ServerWords.EnhancedCode(about) is ['2', ..] || isUnclear && !ServerWords.HasCode(about) ? null
            : IsLate(mail) ? report with { Kind = ReturnKind.Late }
            : Forwarding.Judge(report, failed, null, mail);
    }

    /// <summary>Subjects of all systems say so if the server still tries; a final failure never says so.</summary>
    public static bool IsLate(MailParts mail) =>
        LateSubject().IsMatch(mail.Headers["Subject"] ?? "") || LateText().IsMatch(OriginalMail.Before(mail.Text));

    /// <summary>Judges by the text after the address, else by the whole text.</summary>
    private static DeliveryReport Judge(ProseRule rule, string about, string text)
    {
        var code = ServerWords.EnhancedCode(about);
        if (rule.Reason is { } reason)
        {
            return new DeliveryReport(ReturnKind.Hard, reason, code, ServerWords.Clean(text));
        }
        var report = Failure.Of(code, about);
        return report.Reason != "other"
            ? report
            : Failure.Of(code, text) with
            {
                Words = ServerWords.Clean(about) ?? ServerWords.Clean(text),
            };
    }

    private static string HeadersOf(MailParts mail)
    {
        var lines = string.Join('\n', mail.Headers.Take(100).Select(Line));
        return lines.Length > MaxHeaderLength ? lines[..MaxHeaderLength] : lines;
    }

    private static string Line(Header header) => $"{header.Field}: {header.Value.ReplaceLineEndings(" ")}";

    [GeneratedRegex(
        """
            \bdelay(ed)?\b(?!\ or\ failure) | ^\W*warning\b | still\ being\ retried | verzögert | retard | opóźni | viivästy | viibi
            """,
        Patterns
    )]
    private static partial Regex LateSubject();

    [GeneratedRegex(
        """
            this\ is\ a\ warning\ (message\ )?only | (delivery|has)\ (to\ the\ following\ recipients?\ )?(has\ )?been\ delayed
            | will\ (keep\ trying|be\ retried) | still\ waiting\ for
            """,
        Patterns
    )]
    private static partial Regex LateText();
}
