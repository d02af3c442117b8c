using Survey.Db.Mime;

namespace Survey.Api.Mails;

/// <param name="Value">Unfolded and decoded.</param>
public sealed record MailHeader(string Name, string Value);

/// <summary>A mail as a person sees it.</summary>
/// <param name="Text">Null: there is no such part.</param>
/// <param name="Html">Null: there is no such part.</param>
public sealed record Mail(IReadOnlyList<MailHeader> Headers, string? Text, string? Html)
{
    /// <summary>Null: there is no such header.</summary>
    public string? this[string header] => MimeReader.Find(Headers, header);
}

/// <summary>Reads what our own writer makes, for people's eyes. Anything else is shown as it stands; nothing is refused.</summary>
internal static class MimeReader
{
    public static Mail Read(byte[] file)
    {
        var mail = MimePart.Parse(file);
        return new Mail(Headers(mail), Text(mail, "text/plain"), Text(mail, "text/html"));
    }

    /// <param name="beginning">The first bytes of a file; a header cut off at their end is read as far as it goes.</param>
    public static IReadOnlyList<MailHeader> ReadHeaders(ReadOnlySpan<byte> beginning) => Headers(MimePart.Parse(beginning));

    public static string? Find(IReadOnlyList<MailHeader> headers, string name) =>
        headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>The people in an address header, without the quotes that only programs need.</summary>
    public static string People(IReadOnlyList<MailHeader> headers, string name) => Find(headers, name)?.Replace("\"", "", StringComparison.Ordinal) ?? "";

    private static IReadOnlyList<MailHeader> Headers(MimePart mail) =>
        [.. mail.AllHeaders.Select(header => new MailHeader(header.Name, EncodedWords.Decode(header.Value)))];

    private static string? Text(MimePart mail, string type) => mail.All().FirstOrDefault(part => part.MediaType == type)?.Text();
}
