using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Survey.Scheduler.Bounces;

/// <summary>The parts of a mail, without those of mails inside the mail. Depth, number and size are limited.</summary>
internal sealed partial class MailParts
{
    /// <summary>For one text, and for all texts together.</summary>
    private const int MaxLength = 64 * 1024;
    private const int MaxParts = 200;

    private static readonly ParserOptions Limits = new() { MaxMimeDepth = 20 };

    private readonly List<MimeEntity> _parts;

    private MailParts(MimeMessage message)
    {
        Headers = message.Headers;
        _parts = [.. Walk(message.Body)];
        Text = Letters(Texts());
        StatusTexts = [.. _parts.OfType<MimePart>().Where(IsDeliveryStatus).Select(Decoded)];
        OtherMailTexts = [.. _parts.OfType<MimePart>().Where(IsOtherMail).Select(Decoded)];
        Returned = [.. _parts.OfType<MessagePart>().Select(part => part.Message).OfType<MimeMessage>()];
    }

    public HeaderList Headers { get; }

    public string Text { get; }

    public IReadOnlyList<string> StatusTexts { get; }

    /// <summary>Decoded parts that are mails in an encoding that MIME does not allow for mails.</summary>
    public IReadOnlyList<string> OtherMailTexts { get; }

    /// <summary>The mails, or headers of mails, inside this one.</summary>
    public IReadOnlyList<MimeMessage> Returned { get; }

    /// <summary>In lower case, of every multipart/report that names its type (RFC 6522).</summary>
    public IEnumerable<string> ReportTypes =>
        _parts.OfType<Multipart>().Select(part => part.ContentType.Parameters["report-type"]?.ToLowerInvariant()).OfType<string>();

    public bool IsReport => _parts.FirstOrDefault()?.ContentType.IsMimeType("multipart", "report") == true;

    /// <returns>Null: the bytes are no mail.</returns>
    public static MailParts? Parse(byte[] mail)
    {
        try
        {
            return new MailParts(MimeMessage.Load(Limits, new MemoryStream(mail)));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static MailParts Of(MimeMessage message) => new(message);

    /// <summary>Decoded text of the first part of this type, such as a feedback report, or null.</summary>
    public string? TextOf(string type, string subtype) =>
        _parts.OfType<MimePart>().FirstOrDefault(part => part.ContentType.IsMimeType(type, subtype)) is { } found ? Decoded(found) : null;

    private static IEnumerable<MimeEntity> Walk(MimeEntity? root)
    {
        var waiting = new Stack<MimeEntity>(root is null ? [] : [root]);
        for (var count = 0; count < MaxParts && waiting.TryPop(out var part); count++)
        {
            yield return part;
            foreach (var child in part is Multipart parent ? parent.Take(MaxParts).Reverse() : [])
            {
                waiting.Push(child);
            }
        }
    }

    private static bool IsOtherMail(MimePart part) => part.ContentType.MediaType == "message" && !IsDeliveryStatus(part);

    private static bool IsDeliveryStatus(MimePart part) =>
        part.ContentType.IsMimeType("message", "delivery-status") || part.ContentType.IsMimeType("message", "global-delivery-status");

    /// <summary>HTML only if there is no plain text.</summary>
    private IEnumerable<string> Texts()
    {
        var texts = _parts.OfType<TextPart>().ToLookup(part => part.IsHtml);
        return texts[false].Any() ? texts[false].Select(part => part.Text) : texts[true].Select(part => WithoutTags(part.Text));
    }

    private static string WithoutTags(string html) =>
        System.Net.WebUtility.HtmlDecode(Tag().Replace(html.Length > MaxLength ? html[..MaxLength] : html, "\n"));

    private static string Letters(IEnumerable<string> texts)
    {
        var all = new StringBuilder();
        foreach (var text in texts.TakeWhile(_ => all.Length < MaxLength))
        {
            all.Append(text, 0, Math.Min(text.Length, MaxLength - all.Length)).Append('\n');
        }
        return all.ToString().ReplaceLineEndings("\n");
    }

    private static string Decoded(MimePart part)
    {
        if (part.Content is null)
        {
            return "";
        }
        using var content = part.Content.Open();
        var bytes = new byte[MaxLength];
        var length = content.ReadAtLeast(bytes, MaxLength, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, length).ReplaceLineEndings("\n");
    }

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Tag();
}
