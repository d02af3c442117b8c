using System.Globalization;
using System.Text;
using MimeKit;

namespace Survey.Scheduler.Mail;

internal static class MimeMessages
{
    /// <summary>MimeKit lets encoded words exceed the line by up to 8 characters; 60 keeps them within the 75 of RFC 2047, 2.</summary>
    private const int LineWithEncodedWords = 60;

    private const string PictureId = "chart";

    private static readonly FormatOptions Crlf = With(options => options.NewLineFormat = NewLineFormat.Dos);
    private static readonly FormatOptions Narrow = With(options => options.MaxLineLength = LineWithEncodedWords);

    /// <summary>The caller disposes the message.</summary>
    public static MimeMessage Compose(OutgoingMail mail)
    {
        var message = new MimeMessage
        {
            Date = mail.Date,
            MessageId = MessageId(mail.Id, mail.From),
            Body = Body(mail),
        };
        AddAddress(message.Headers, message.From, HeaderId.From, new MailboxAddress(OneLine(mail.FromName), mail.From));
        AddAddress(message.Headers, message.To, HeaderId.To, new MailboxAddress(OneLine(mail.ToName), mail.To));
        AddText(message.Headers, HeaderId.Subject, OneLine(mail.Subject));
        if (mail.InReplyTo is { } first)
        {
            message.InReplyTo = MessageId(first, mail.From);
            message.References.Add(message.InReplyTo);
        }
        AddAutomatic(message.Headers, mail);
        return message;
    }

    public static byte[] Bytes(OutgoingMail mail)
    {
        using var message = Compose(mail);
        using var stream = new MemoryStream();
        message.WriteTo(Crlf, stream);
        return stream.ToArray();
    }

    private static void AddAddress(HeaderList headers, InternetAddressList list, HeaderId id, MailboxAddress address)
    {
        if (MailAddresses.NeedsUtf8(address.Address))
        {
            // As text, the part before the "@" would lose its non-ASCII letters.
            list.Add(address);
        }
        else
        {
            AddText(headers, id, address.ToString(Narrow, encode: false));
        }
    }

    private static void AddText(HeaderList headers, HeaderId id, string text)
    {
        var header = new Header(id, "");
        header.SetValue(Narrow, Encoding.UTF8, text);
        headers.Replace(header);
    }

    private static void AddAutomatic(HeaderList headers, OutgoingMail mail)
    {
        headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        // Exchange ignores Auto-Submitted: without this header it answers with out-of-office replies.
        headers.Add("X-Auto-Response-Suppress", "All");
        if (mail.Unsubscribe is { } address)
        {
            headers.Add(Unfolded(HeaderId.ListUnsubscribe, $"<{address}>"));
            if (mail.OneClick)
            {
                headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
            }
        }
    }

    /// <summary>Some mail programs do not read an address that begins on the next line.</summary>
    private static Header Unfolded(HeaderId id, string ascii)
    {
        var header = new Header(id, "");
        header.SetRawValue(Encoding.ASCII.GetBytes($" {ascii}\r\n"));
        return header;
    }

    private static MimeEntity Body(OutgoingMail mail)
    {
        MimeEntity html = Part("html", mail.Html);
        if (mail.Picture is { } picture)
        {
            var inline = new ContentDisposition(ContentDisposition.Inline) { FileName = $"{PictureId}.png" };
            html = new MultipartRelated(html, Binary("image", "png", picture, inline, PictureId)) { Boundary = $"=_{mail.Id:d}-picture" };
        }
        var body = new MultipartAlternative(Part("plain", mail.Text), html) { Boundary = $"=_{mail.Id:d}" };
        if (mail.Attachment is not { } file)
        {
            return body;
        }
        var attached = new ContentDisposition(ContentDisposition.Attachment) { FileName = file.Name };
        return new Multipart("mixed", body, Binary("application", "pdf", file.Content, attached, null))
        {
            Boundary = $"=_{mail.Id:d}-file",
        };
    }

    private static MimePart Binary(string type, string subtype, byte[] content, ContentDisposition disposition, string? id) =>
        new(type, subtype)
        {
            Content = new MimeContent(new MemoryStream(content)),
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = disposition,
            ContentId = id,
        };

    private static TextPart Part(string subtype, string text) =>
        new(subtype) { Text = text.ReplaceLineEndings("\r\n"), ContentTransferEncoding = ContentEncoding.Base64 };

    private static string MessageId(Guid id, string from) =>
        string.Create(CultureInfo.InvariantCulture, $"{id:d}@{from[(from.LastIndexOf('@') + 1)..]}");

    // A line break would begin another header.
    private static string OneLine(string? value) =>
        string.Concat((value ?? "").Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();

    private static FormatOptions With(Action<FormatOptions> change)
    {
        var options = FormatOptions.Default.Clone();
        change(options);
        return options;
    }
}
