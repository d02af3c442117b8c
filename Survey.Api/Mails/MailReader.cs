using MimeKit;

namespace Survey.Api.Mails;

/// <param name="Value">Unfolded and decoded.</param>
public sealed record MailHeader(string Name, string Value);

/// <summary>A mail as a person sees it.</summary>
/// <param name="Text">Null: there is no such part.</param>
/// <param name="Html">Null: there is no such part.</param>
public sealed record Mail(IReadOnlyList<MailHeader> Headers, string? Text, string? Html)
{
    /// <summary>Null: there is no such header.</summary>
    public string? this[string header] => MailReader.Find(Headers, header);
}

/// <summary>Reads a mail for people's eyes. Nothing is refused: a file that is no mail has no headers and no text.</summary>
internal static class MailReader
{
    private static readonly ParserOptions Limits = new() { MaxMimeDepth = 20 };

    public static Mail Read(byte[] file)
    {
        using var mail = Load(file);
        return new Mail(Headers(mail), mail?.TextBody?.ReplaceLineEndings("\n"), mail?.HtmlBody?.ReplaceLineEndings("\n"));
    }

    /// <param name="beginning">The first bytes of a file; a header cut off at their end is read as far as it goes.</param>
    public static IReadOnlyList<MailHeader> ReadHeaders(byte[] beginning)
    {
        using var mail = Load(beginning);
        return Headers(mail);
    }

    public static string? Find(IReadOnlyList<MailHeader> headers, string name) =>
        headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>The people in an address header, without the quotes that only programs need.</summary>
    public static string People(IReadOnlyList<MailHeader> headers, string name) =>
        Find(headers, name)?.Replace("\"", "", StringComparison.Ordinal) ?? "";

    private static MimeMessage? Load(byte[] file)
    {
        try
        {
            return MimeMessage.Load(Limits, new MemoryStream(file));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static IReadOnlyList<MailHeader> Headers(MimeMessage? mail) =>
        mail is null ? [] : [.. mail.Headers.Concat(mail.Body?.Headers ?? []).Select(header => new MailHeader(header.Field, header.Value))];
}
