using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Survey.Scheduler.Mail;

/// <summary>Writes a mail as RFC 5322 and MIME: multipart/alternative, both parts UTF-8 in base64, headers in ASCII.</summary>
internal static class MimeWriter
{
    /// <summary>Bytes of a line before they are encoded: 76 letters after.</summary>
    private const int EncodedLine = 57;

    public static byte[] Write(OutgoingMail mail)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(mail, output);
        return output.WrittenSpan.ToArray();
    }

    public static void Write(OutgoingMail mail, ArrayBufferWriter<byte> output)
    {
        var boundary = $"=_{mail.Id:d}";
        var headers = new StringBuilder(2048);
        WriteHeaders(headers, mail);
        headers.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\"\r\n\r\n");
        Encoding.UTF8.GetBytes(headers.ToString(), output);
        WritePart(output, boundary, "text/plain", mail.Text);
        WritePart(output, boundary, "text/html", mail.Html);
        Encoding.UTF8.GetBytes($"--{boundary}--\r\n", output);
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

    private static void WritePart(ArrayBufferWriter<byte> output, string boundary, string type, string content)
    {
        Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", output);
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(content.Length));
        WriteEncoded(output, rented.AsSpan(0, WithLineEnds(content, rented)));
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Lines of a text end in CRLF before they are encoded (RFC 2046, 4.1.1).</summary>
    private static int WithLineEnds(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        var written = 0;
        while (text.IndexOfAny('\r', '\n') is var end and >= 0)
        {
            written += Encoding.UTF8.GetBytes(text[..end], bytes[written..]);
            "\r\n"u8.CopyTo(bytes[written..]);
            written += 2;
            text = text[(end + (text[end..].StartsWith("\r\n") ? 2 : 1))..];
        }
        return written + Encoding.UTF8.GetBytes(text, bytes[written..]);
    }

    private static void WriteEncoded(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        var lines = (bytes.Length + EncodedLine - 1) / EncodedLine;
        var encoded = output.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length) + (2 * lines));
        var length = 0;
        while (!bytes.IsEmpty)
        {
            var line = bytes[..Math.Min(EncodedLine, bytes.Length)];
            Base64.EncodeToUtf8(line, encoded[length..], out _, out var written);
            "\r\n"u8.CopyTo(encoded[(length + written)..]);
            length += written + 2;
            bytes = bytes[line.Length..];
        }
        output.Advance(length);
    }
}
