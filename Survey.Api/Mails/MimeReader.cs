using System.Text;
using System.Text.RegularExpressions;

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

/// <summary>Reads what our own writer makes: multipart/alternative of base64 parts. Anything else is shown as it stands; nothing is refused.</summary>
internal static partial class MimeReader
{
    private const int Deepest = 4;

    public static Mail Read(byte[] file)
    {
        var (headers, body) = Split(Encoding.UTF8.GetString(file));
        var parts = new Dictionary<string, string>();
        Collect(headers, body, parts, 0);
        return new Mail(headers, parts.GetValueOrDefault("text/plain"), parts.GetValueOrDefault("text/html"));
    }

    /// <param name="beginning">The first bytes of a file; a header cut off at their end is read as far as it goes.</param>
    public static IReadOnlyList<MailHeader> ReadHeaders(ReadOnlySpan<byte> beginning) => Split(Encoding.UTF8.GetString(beginning)).Headers;

    public static string? Find(IReadOnlyList<MailHeader> headers, string name) =>
        headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>The people in an address header, without the quotes that only programs need.</summary>
    public static string People(IReadOnlyList<MailHeader> headers, string name) => Find(headers, name)?.Replace("\"", "", StringComparison.Ordinal) ?? "";

    private static (IReadOnlyList<MailHeader> Headers, string Body) Split(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        var end = lines.IndexOf("\n\n", StringComparison.Ordinal);
        var head = FoldedLine().Replace(end < 0 ? lines : lines[..end], " ");
        return ([.. head.Split('\n').Select(Header).OfType<MailHeader>()], end < 0 ? "" : lines[(end + 2)..]);
    }

    private static MailHeader? Header(string line) => line.IndexOf(':') is > 0 and var colon
        ? new MailHeader(line[..colon].Trim(), EncodedWords.Decode(line[(colon + 1)..].Trim()))
        : null;

    private static void Collect(IReadOnlyList<MailHeader> headers, string body, Dictionary<string, string> parts, int depth)
    {
        var type = Find(headers, "Content-Type") ?? "text/plain";
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && Boundary().Match(type) is { Success: true } boundary && depth < Deepest)
        {
            foreach (var part in Parts(body, boundary.Groups[1].Value))
            {
                var (inner, content) = Split(part);
                Collect(inner, content, parts, depth + 1);
            }
            return;
        }
        parts.TryAdd(type.Split(';')[0].Trim().ToLowerInvariant(), Decode(Find(headers, "Content-Transfer-Encoding"), body));
    }

    private static IEnumerable<string> Parts(string body, string boundary) => $"\n{body}"
        .Split($"\n--{boundary}")
        .Skip(1)
        .TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal))
        .Select(part => part.TrimStart('\n'));

    private static string Decode(string? encoding, string body) =>
        "base64".Equals(encoding, StringComparison.OrdinalIgnoreCase) && Base64.Decode(body) is { } text ? text.ReplaceLineEndings("\n") : body;

    [GeneratedRegex("\n[ \t]+")]
    private static partial Regex FoldedLine();

    [GeneratedRegex("""boundary="?([^";\s]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();
}
