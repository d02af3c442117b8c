using System.Globalization;
using System.Text.RegularExpressions;

namespace Survey.Scheduler.Mail;

internal static partial class Refusals
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Sign-in is missing, too weak or refused (RFC 4954, 6).</summary>
    private static readonly int[] SignInCodes = [530, 534, 535, 538];

    /// <summary>Exchange and Exchange Online: our account is blocked or may not send as this sender.</summary>
    private static readonly string[] AccountCodes =
    [
        "5.1.8",
        "5.2.252",
        "5.7.3",
        "5.7.8",
        "5.7.57",
        "5.7.60",
        "5.7.139",
        "5.7.501",
        "5.7.502",
        "5.7.503",
    ];

    /// <summary>Gmail and Exchange Online: the account's daily limit of mails is reached.</summary>
    private static readonly string[] QuotaCodes = ["5.1.90", "5.4.5", "5.7.232", "5.7.233", "5.7.705", "5.7.708"];

    /// <param name="isAboutSender">The reply was to the envelope sender, not to the recipient or the content.</param>
    public static Delivery Judge(SmtpReply reply, bool isAboutSender) =>
        IsQuota(reply)
            ? new TransportDown($"The mail server takes no more mails from us now ({Full(reply)}", NeedsSomebody: false, WaitOf(reply))
        : isAboutSender || reply.Code == 421 || SignInCodes.Contains(reply.Code) || AccountCodes.Contains(reply.StatusCode)
            ? new TransportDown($"The mail server does not accept mail from us ({Full(reply)}", NeedsSomebody: reply.Code >= 500)
        : reply.Code < 500 ? new Deferred($"{reply.Code} {reply.Words}", reply.StatusCode)
        : new Refused($"{reply.Code} {reply.Words}", reply.StatusCode);

    private static string Full(SmtpReply reply) => $"{reply.Code}{(reply.StatusCode is { } status ? $" {status}" : "")}): {reply.Words}";

    private static bool IsQuota(SmtpReply reply) =>
        QuotaCodes.Contains(reply.StatusCode)
        || reply is { Code: 452, StatusCode: "4.5.3" }
        || (reply.Code == 421 && reply.StatusCode?.StartsWith("4.7.", StringComparison.Ordinal) == true);

    private static TimeSpan WaitOf(SmtpReply reply)
    {
        if (
            StatedWait().Match(reply.Words) is not { Success: true } stated
            || !int.TryParse(stated.Groups["count"].Value, CultureInfo.InvariantCulture, out var count)
        )
        {
            return Day;
        }
        var wait =
            count
            * (
                char.ToLowerInvariant(stated.Groups["unit"].Value[0]) switch
                {
                    's' => TimeSpan.FromSeconds(1),
                    'm' => TimeSpan.FromMinutes(1),
                    _ => TimeSpan.FromHours(1),
                }
            );
        return wait < Day ? wait : Day;
    }

    [GeneratedRegex(
        @"\b(?:in|after|for)\s+(?:about\s+)?(?<count>\d{1,6})\s*(?<unit>s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex StatedWait();
}
