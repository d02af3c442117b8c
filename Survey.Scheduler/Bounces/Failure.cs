using Survey.Db.Messages;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Bounces;

internal static class Failure
{
    /// <summary>Codes that servers use for any cause: subject and detail of RFC 3463.</summary>
    private static readonly HashSet<string> Vague = ["1.0", "1.10", "2.0", "3.0", "3.1", "3.2", "4.0", "7.0", "7.1"];

    /// <returns>One of <see cref="MailReason.All"/>.</returns>
    public static string ReasonOf(string? code, string words)
    {
        var said = ServerWords.WithoutNames(words);
        var coded = MailReason.Of(code);
        return FailureWords.Find(Weight.Strong, said)
            ?? (IsVague(code) ? FailureWords.Find(Weight.Plain, said) : null)
            ?? (coded == "other" ? FailureWords.Find(Weight.Weak, said) : null)
            ?? coded;
    }

    public static DeliveryReport Of(string? code, string words)
    {
        // A code of success is about another step.
        code = code is ['2', ..] ? null : code;
        var reason = ReasonOf(code, words);
        if (MailReason.IsAboutAddress(reason) && HasPassed(code, words))
        {
            // The server did not say that the address is wrong for good; it stopped trying.
            reason = "expired";
        }
        var kind = MailReason.IsAboutAddress(reason) ? ReturnKind.Hard : ReturnKind.Lost;
        return new DeliveryReport(kind, reason, code, ServerWords.Clean(words));
    }

    private static bool IsVague(string? code) =>
        code is null || MailReason.Of(code) == "other" || Vague.Contains(code[2..]) || code[2..].StartsWith("6.", StringComparison.Ordinal);

    private static bool HasPassed(string? code, string words) => code is ['4', ..] and not "4.0.0" && !ServerWords.IsFinal(words);
}
