using MimeKit;

namespace Survey.Api.Mails;

/// <param name="Value">Unfolded and decoded.</param>
public sealed record MailHeader(string Name, string Value);

/// <summary>A mail for people. A part is null if the mail lacks it.</summary>
public sealed record Mail(IReadOnlyList<MailHeader> Headers, string? Text, string? Html)
{
    public string? this[string header] => MailReader.Find(Headers, header);
}

/// <summary>Refuses nothing: a file that is no mail has no headers and no text.</summary>
internal static class MailReader
{
    private static readonly ParserOptions Limits = new() { MaxMimeDepth = 20 };

    public static Mail Read(byte[] file)
    {
        using var mail = Load(file);
        return new Mail(Headers(mail), mail?.TextBody?.ReplaceLineEndings("\n"), mail?.HtmlBody?.ReplaceLineEndings("\n"));
    }

    /// <param name="beginning">The first bytes of a file; the last header may be incomplete.</param>
    public static IReadOnlyList<MailHeader> ReadHeaders(byte[] beginning)
    {
        using var mail = Load(beginning);
        return Headers(mail);
    }

    public static string? Find(IReadOnlyList<MailHeader> headers, string name) =>
        headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

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
