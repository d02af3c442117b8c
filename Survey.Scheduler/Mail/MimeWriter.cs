using System.Globalization;
using System.Text;

namespace Survey.Scheduler.Mail;

/// <summary>Writes a mail as RFC 5322 and MIME: multipart/alternative, both parts UTF-8 in base64, headers in ASCII.</summary>
internal static class MimeWriter
{
    public static byte[] Write(OutgoingMail mail)
    {
        var boundary = $"=_{mail.Id:d}";
        var text = new StringBuilder(2 * (mail.Text.Length + mail.Html.Length));
        WriteHeaders(text, mail);
        text.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\"\r\n\r\n");
        WritePart(text, boundary, "text/plain", mail.Text);
        WritePart(text, boundary, "text/html", mail.Html);
        text.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The Message-ID: the row's id at the sender's domain, so that a repeated mail is known for what it is.</summary>
    public static string MessageId(Guid id, string from) => $"<{id:d}@{from[(from.LastIndexOf('@') + 1)..]}>";

    private static void WriteHeaders(StringBuilder text, OutgoingMail mail)
    {
        Write("Date", mail.Date.ToString("ddd, dd MMM yyyy HH':'mm':'ss ", CultureInfo.InvariantCulture)
            + mail.Date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal));
        text.Append(MimeHeader.Address("From", mail.FromName, mail.From));
        text.Append(MimeHeader.Address("To", mail.ToName, mail.To));
        text.Append(MimeHeader.Unstructured("Subject", mail.Subject));
        Write("Message-ID", MessageId(mail.Id, mail.From));
        if (mail.InReplyTo is { } first)
        {
            Write("In-Reply-To", MessageId(first, mail.From));
            Write("References", MessageId(first, mail.From));
        }
        Write("Auto-Submitted", "auto-generated");
        if (mail.Unsubscribe is { } address)
        {
            Write("List-Unsubscribe", $"<{address}>");
        }
        if (mail is { Unsubscribe: not null, OneClick: true })
        {
            Write("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        Write("MIME-Version", "1.0");

        void Write(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
    }

    private static void WritePart(StringBuilder text, string boundary, string type, string content)
    {
        text.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        // Lines of a text end in CRLF before they are encoded (RFC 2046, 4.1.1).
        // The encoder breaks its own lines after 76 letters with CRLF.
        text.Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\r\n")), Base64FormattingOptions.InsertLineBreaks)).Append("\r\n");
    }
}
