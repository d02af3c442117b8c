using System.Buffers;

namespace Survey.Scheduler.Mail;

/// <summary>What SMTP does to a mail's content (RFC 5321, 4.5.2).</summary>
internal static class DotStuffing
{
    /// <summary>Doubles the dot at the beginning of a line and adds the dot that ends the mail.</summary>
    public static void Finish(ArrayBufferWriter<byte> mail)
    {
        if (mail.WrittenSpan.StartsWith("."u8) || mail.WrittenSpan.IndexOf("\n."u8) >= 0)
        {
            var content = mail.WrittenSpan.ToArray();
            mail.ResetWrittenCount();
            Double(content, mail);
        }
        mail.Write(mail.WrittenSpan is [.., (byte)'\n'] ? ".\r\n"u8 : "\r\n.\r\n"u8);
    }

    private static void Double(ReadOnlySpan<byte> content, ArrayBufferWriter<byte> output)
    {
        if (content.StartsWith("."u8))
        {
            output.Write("."u8);
        }
        while (content.IndexOf("\n."u8) is var before and >= 0)
        {
            output.Write(content[..(before + 1)]);
            output.Write("."u8);
            content = content[(before + 1)..];
        }
        output.Write(content);
    }
}
