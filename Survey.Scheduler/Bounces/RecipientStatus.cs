using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Bounces;

internal static class RecipientStatus
{
    private const int MaxLines = 8;

    public static bool IsTold(StatusFields fields) =>
        fields["Action"] is not null || fields["Final-Recipient"] is not null && fields["Status"] is not null;

    /// <returns>Null: the mail was delivered or relayed.</returns>
    public static DeliveryReport? Read(StatusFields fields, MailParts mail)
    {
        var diagnostic = ServerWords.WithoutProtocol(fields["Diagnostic-Code"]) ?? "";
        var words = $"{diagnostic} {(ServerWords.EnhancedCode(fields["Status"]) is null ? fields["Status"] : "")}".Trim();
        var code = CodeOf(fields["Status"], diagnostic);
        return ActionOf(fields, code) switch
        {
            'f' => Forwarding.Judge(Failed(code, words, fields, mail), fields, mail),
            'd' => new DeliveryReport(ReturnKind.Late, Failure.ReasonOf(code, words), code, ServerWords.Clean(words)),
            _ => null,
        };
    }

    /// <summary>f: failed; d: delayed; a: arrived. Some systems add words, use their own, or leave the field out.</summary>
    private static char ActionOf(StatusFields fields, string? code) =>
        fields["Action"]?.TrimStart().ToLowerInvariant() switch
        {
            { } action
                when action.StartsWith("fail", StringComparison.Ordinal)
                    || action.StartsWith("expired", StringComparison.Ordinal)
                    || action.StartsWith("error", StringComparison.Ordinal) => 'f',
            { } action when action.StartsWith("delay", StringComparison.Ordinal) => 'd',
            null or "" => code?[0] switch
            {
                '5' => 'f',
                '4' => 'd',
                _ => 'a',
            },
            _ => 'a',
        };

    /// <summary>The diagnostic's code if the status says nothing.</summary>
    private static string? CodeOf(string? status, string diagnostic)
    {
        var stated = ServerWords.EnhancedCode(status);
        return stated is null or "4.0.0" or "5.0.0" ? ServerWords.EnhancedCode(diagnostic) ?? stated : stated;
    }

    /// <summary>If the fields give no reason, the text for people may give one.</summary>
    private static DeliveryReport Failed(string? code, string words, StatusFields fields, MailParts mail)
    {
        var report = Failure.Of(code, words);
        if (report.Reason != "other" || mail.Text.Length == 0)
        {
            return report;
        }
        var about = About(fields["Final-Recipient"] ?? "", OriginalMail.Before(mail.Text));
        var told = Failure.Of(CodeOf(code, about), about);
        told = told.Reason == "other" ? Failure.Of(code, OriginalMail.Before(mail.Text)) : told;
        return told.Reason == "other" ? report : told with { Words = report.Words ?? ServerWords.Clean(about) };
    }

    private static string About(string recipient, string text)
    {
        var address = MailAddressText.Of(recipient);
        var lines = text.Split('\n');
        var at = address is null ? -1 : Array.FindIndex(lines, line => line.Contains(address, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? "" : string.Join('\n', lines.Skip(at).Take(MaxLines));
    }
}
