using System.Text;
using System.Text.RegularExpressions;

namespace Survey.Db.Mime;

/// <summary>
/// A mail, or a part of one, as far as it has to be read here: UTF-8 in any transfer encoding. Anything malformed is read as what it
/// could be, or stands as it is; nothing throws.
/// </summary>
public sealed partial class MimePart
{
    private const int DeepestNesting = 6;
    private const int MostParts = 50;

    private MimePart(List<(string Name, string Value)> headers, string body, int depth)
    {
        (AllHeaders, Body) = (headers, body);
        var type = Header("Content-Type") ?? "text/plain";
        MediaType = type.Split(';')[0].Trim().ToLowerInvariant();
        ReportType = Parameter(type, "report-type")?.ToLowerInvariant();
        Parts = MediaType.StartsWith("multipart/", StringComparison.Ordinal) && depth < DeepestNesting && Parameter(type, "boundary") is { } boundary
            ? [.. Split(body, boundary).Take(MostParts).Select(part => Parse(part, depth + 1))]
            : [];
    }

    /// <summary>Unfolded, in their order; encoded words are left as they are.</summary>
    public IReadOnlyList<(string Name, string Value)> AllHeaders { get; }

    /// <summary>In lower case, without parameters.</summary>
    public string MediaType { get; }

    public string? ReportType { get; }

    /// <summary>As it stands there, still encoded.</summary>
    public string Body { get; }

    public IReadOnlyList<MimePart> Parts { get; }

    public static MimePart Parse(ReadOnlySpan<byte> mail) => Parse(Encoding.UTF8.GetString(mail).ReplaceLineEndings("\n"), 0);

    /// <returns>The first such header, unfolded; null: none.</returns>
    public string? Header(string name) => Headers(name).FirstOrDefault();

    public IEnumerable<string> Headers(string name) =>
        AllHeaders.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    /// <summary>This part and all within it.</summary>
    public IEnumerable<MimePart> All() => Parts.SelectMany(part => part.All()).Prepend(this);

    /// <summary>The body, decoded.</summary>
    public string Text() => Header("Content-Transfer-Encoding")?.Trim().ToLowerInvariant() switch
    {
        "base64" => FromBase64(Body),
        "quoted-printable" => FromQuotedPrintable(Body),
        _ => Body,
    };

    /// <summary>"Name: value" lines up to the first empty one; a line that begins with a space goes on with the one before.</summary>
    public static List<(string Name, string Value)> Fields(string text)
    {
        var fields = new List<(string Name, string Value)>();
        foreach (var line in text.Split('\n').TakeWhile(line => line.Length > 0))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line[0] is ' ' or '\t' && fields.Count > 0)
            {
                fields[^1] = (fields[^1].Name, $"{fields[^1].Value} {line.Trim()}");
            }
            else if (colon > 0)
            {
                fields.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
            }
        }
        return fields;
    }

    private static MimePart Parse(string text, int depth)
    {
        if (text.StartsWith('\n'))
        {
            return new MimePart([], text[1..], depth);
        }
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return end < 0 ? new MimePart(Fields(text), "", depth) : new MimePart(Fields(text[..end]), text[(end + 2)..], depth);
    }

    private static IEnumerable<string> Split(string body, string boundary)
    {
        var part = default(StringBuilder);
        foreach (var line in body.Split('\n'))
        {
            var isBoundary = line.StartsWith("--" + boundary, StringComparison.Ordinal);
            if (isBoundary && part is not null)
            {
                yield return part.ToString();
            }
            if (isBoundary && line.TrimEnd() == $"--{boundary}--")
            {
                yield break;
            }
            part = isBoundary ? new StringBuilder() : part?.Append(line).Append('\n');
        }
        if (part is not null)
        {
            yield return part.ToString();
        }
    }

    private static string? Parameter(string header, string name)
    {
        var match = Regex.Match(header, $"""[;\s]{name}\s*=\s*(?:"(?<value>[^"]*)"|(?<value>[^\s;]+))""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return match.Success && match.Groups["value"].Value is { Length: > 0 } value ? value : null;
    }

    private static string FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).ReplaceLineEndings("\n")
            : text;
    }

    private static string FromQuotedPrintable(string text)
    {
        var bytes = EncodedByte().Replace(SoftBreak().Replace(text, ""), match => ((char)Convert.ToByte(match.Groups[1].Value, 16)).ToString());
        return bytes.Any(letter => letter > 255) ? bytes : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes)).ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"=[ \t]*\n")]
    private static partial Regex SoftBreak();

    [GeneratedRegex("=([0-9A-Fa-f]{2})")]
    private static partial Regex EncodedByte();
}
