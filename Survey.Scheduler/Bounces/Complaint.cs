using System.Text.RegularExpressions;

namespace Survey.Scheduler.Bounces;

/// <summary>An abuse report (RFC 5965): somebody called a mail spam.</summary>
internal static partial class Complaint
{
    private static readonly string[] Kinds = ["abuse", "fraud", "opt-out", "opt-out-list", "other"];

    public static bool IsOne(MailParts mail) =>
        mail.ReportTypes.Contains("feedback-report")
        && mail.TextOf("message", "feedback-report") is { } report
        && Kinds.Contains(Kind().Match(report).Groups["kind"].Value.ToLowerInvariant());

    [GeneratedRegex(@"^Feedback-Type:\s*(?<kind>[A-Za-z-]+)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Kind();
}
