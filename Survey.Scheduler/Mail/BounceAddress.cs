using System.Text.RegularExpressions;
using Survey.Db.Mime;

namespace Survey.Scheduler.Mail;

/// <summary>The envelope sender that names its mail (VERP): <c>bounce+ID@example.org</c>.</summary>
internal static partial class BounceAddress
{
    /// <summary>RFC 5321, 4.5.3.1.1: what stands before the "@" has at most 64 letters.</summary>
    public const int LongestUser = 64 - 37;

    private static readonly string[] RecipientHeaders = ["Delivered-To", "X-Original-To", "Envelope-To", "To"];

    public static string Of(Guid messageId, string user, string host) => $"{user}+{messageId:d}@{host}";

    /// <returns>The mail that came back, from the address it came back to or from the Message-ID it had; null: none of ours.</returns>
    /// <param name="recipient">To whom the mail server delivers the report; null: as its headers say.</param>
    public static Guid? MessageOf(MimePart report, string? recipient)
    {
        var named = RecipientHeaders.SelectMany(report.Headers).Prepend(recipient ?? "").Select(address => Tag().Match(address));
        var returned = report.All().Select(part => OwnId().Match(ReturnedId(part)));
        return named.Concat(returned).FirstOrDefault(match => match.Success) is { } found ? Guid.Parse(found.Groups[1].Value) : null;
    }

    private static string ReturnedId(MimePart part) =>
        part.MediaType is "message/rfc822" or "text/rfc822-headers" or "message/global" or "message/global-headers"
            ? MimePart.Fields(part.Text().TrimStart('\n')).FirstOrDefault(field => field.Name.Equals("Message-ID", StringComparison.OrdinalIgnoreCase)).Value ?? ""
            : "";

    [GeneratedRegex(@"\+([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})@")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^<([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})@")]
    private static partial Regex OwnId();
}
