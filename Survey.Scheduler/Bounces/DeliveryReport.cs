using System.Text.RegularExpressions;
using Survey.Db.Mime;

namespace Survey.Scheduler.Bounces;

internal enum BounceKind
{
    /// <summary>Late, or failed for a reason that passes (4.x.x).</summary>
    Soft,

    /// <summary>Failed for good (5.x.x).</summary>
    Hard,
}

/// <summary>What a mail server reports about a mail that it had accepted (RFC 3464).</summary>
/// <param name="StatusCode">Enhanced code such as 5.1.1 (RFC 3463).</param>
/// <param name="Reason">The words of the server that refused the mail; null: it gave none.</param>
internal sealed partial record DeliveryReport(BounceKind Kind, string StatusCode, string? Reason)
{
    private const int LongestReason = 300;

    /// <returns>Null: the mail reports no bounce, such as an automatic answer, a receipt, or the news that a mail arrived.</returns>
    public static DeliveryReport? Of(MimePart mail) =>
        mail.All().FirstOrDefault(part => part is { MediaType: "multipart/report", ReportType: "delivery-status" }) is { } report
            ? report.Parts
                .Where(part => part.MediaType is "message/delivery-status" or "message/global-delivery-status")
                .SelectMany(part => Blocks(part.Text()))
                .Select(OfRecipient)
                .OfType<DeliveryReport>()
                .MaxBy(recipient => recipient.Kind)
            : null;

    /// <summary>One block for the mail, then one for each recipient.</summary>
    private static IEnumerable<Dictionary<string, string>> Blocks(string text) =>
        EmptyLines().Split(text.Trim('\n')).Select(block => MimePart.Fields(block)
            .GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(field => field.Key, field => field.First().Value, StringComparer.OrdinalIgnoreCase));

    private static DeliveryReport? OfRecipient(Dictionary<string, string> fields)
    {
        var action = Word().Match(fields.GetValueOrDefault("Action", "")).Value.ToLowerInvariant();
        var diagnostic = Diagnostic(fields.GetValueOrDefault("Diagnostic-Code"));
        if (action is not ("failed" or "delayed"))
        {
            return null;
        }
        var code = EnhancedCode().Match(fields.GetValueOrDefault("Status", "")) is { Success: true } stated ? stated.Value
            : EnhancedCode().Match(diagnostic ?? "") is { Success: true } said ? said.Value
            : "4.0.0";
        return new DeliveryReport(action == "failed" && code.StartsWith('5') ? BounceKind.Hard : BounceKind.Soft, code, diagnostic);
    }

    /// <summary>Without the name of the protocol in front, in one line.</summary>
    private static string? Diagnostic(string? field)
    {
        var words = Spaces().Replace(field?[(field.IndexOf(';', StringComparison.Ordinal) + 1)..] ?? "", " ").Trim();
        return words.Length == 0 ? null : words.Length <= LongestReason ? words : words[..LongestReason] + "…";
    }

    [GeneratedRegex(@"\n[ \t]*\n+")]
    private static partial Regex EmptyLines();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b[245]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex EnhancedCode();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
