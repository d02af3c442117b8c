using System.Text.RegularExpressions;
using MimeKit;

namespace Survey.Scheduler.Bounces;

/// <summary>Finds our mail that a report is about. The mail's id is in its envelope sender (VERP) and in its Message-ID.</summary>
internal static partial class ReturnedIds
{
    private const int MaxFieldLength = 8 * 1024;

    private static readonly string[] RecipientHeaders = ["Delivered-To", "X-Original-To", "Envelope-To", "To"];

    /// <param name="recipient">The address to which the mail server delivers the report; null: read the headers.</param>
    /// <returns>Null: no mail of ours is named.</returns>
    public static Guid? Find(MailParts mail, string? recipient) =>
        RecipientHeaders
            .SelectMany(name => Values(mail.Headers, name))
            .Prepend(recipient ?? "")
            .Select(Envelope)
            .Concat(Quoted(mail))
            .FirstOrDefault(id => id is not null);

    /// <summary>Most reliable first. In-Reply-To counts only from the report itself: a reminder's names the invitation.</summary>
    private static IEnumerable<Guid?> Quoted(MailParts mail)
    {
        var inner = mail.Returned.Select(MailParts.Of).ToList();
        return mail
            .Returned.Concat(inner.SelectMany(part => part.Returned))
            .Select(message => Own(message.Headers["Message-ID"]))
            .Concat(mail.StatusTexts.Select(text => Own(OriginalId().Match(text).Value)))
            .Concat(Values(mail.Headers, "X-Original-Message-ID").Concat(Values(mail.Headers, "In-Reply-To")).Select(Own))
            .Append(Last(mail.Headers["References"]))
            .Append(Own(OriginalId().Match(mail.Text).Value))
            .Append(Own(OriginalId().Match(string.Join('\n', mail.OtherMailTexts)).Value))
            .Concat(mail.Returned.Select(message => Envelope(message.Headers["Return-Path"])))
            .Concat(mail.StatusTexts.Select(Envelope));
    }

    private static IEnumerable<string> Values(HeaderList headers, string name) =>
        headers.Where(header => header.Field.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    private static Guid? Envelope(string? address) => Id(Tag().Match(Short(address)));

    private static Guid? Own(string? messageId) => Id(OwnId().Match(Short(messageId)));

    private static Guid? Last(string? references) => Id(OwnId().Matches(Short(references)).LastOrDefault() ?? Match.Empty);

    private static Guid? Id(Match match) => match.Success ? Guid.Parse(match.Groups["id"].Value) : null;

    private static string Short(string? field) => field is { Length: > MaxFieldLength } ? field[..MaxFieldLength] : field ?? "";

    [GeneratedRegex(@"\+(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@", RegexOptions.IgnoreCase)]
    private static partial Regex OwnId();

    [GeneratedRegex(@"^[ \t>]*(X-Original-)?Message-ID:\s*<[^>\n]*>", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex OriginalId();
}
