using System.Text;

namespace Survey.Scheduler.Mail;

/// <summary>Header lines in ASCII: RFC 2047 encoded words, folded so that no line is over 76 characters.</summary>
internal static class MimeHeader
{
    /// <summary>Bytes of one encoded word: with "=?utf-8?B?", "?=" and the name of the header it stays within a line.</summary>
    private const int WordBytes = 39;
    private const int LineLength = 76;

    /// <summary>A header of free text, such as the subject. Line breaks in it become spaces.</summary>
    public static string Unstructured(string name, string value) => Fold(name, Words(OneLine(value)));

    /// <summary>A header of one address with an optional name.</summary>
    public static string Address(string name, string? display, string address)
    {
        var plain = OneLine(display ?? "");
        return plain.Length == 0 ? Fold(name, [address])
            : Fold(name, [.. Ascii.IsValid(plain) ? [Quoted(plain)] : EncodedWords(plain), $"<{address}>"]);
    }

    private static IEnumerable<string> Words(string value) =>
        Ascii.IsValid(value) && !value.Contains("=?", StringComparison.Ordinal) && value.Split(' ').All(word => word.Length is > 0 and < LineLength - 20)
            ? value.Split(' ')
            : EncodedWords(value);

    private static IEnumerable<string> EncodedWords(string value)
    {
        var word = new List<byte>();
        var letter = new byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(letter);
            if (word.Count + length > WordBytes)
            {
                yield return Encoded(word);
                word.Clear();
            }
            word.AddRange(letter.AsSpan(0, length));
        }
        yield return Encoded(word);
    }

    private static string Encoded(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";

    private static string Quoted(string value) =>
        "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string OneLine(string value) => string.Concat(value.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();

    private static string Fold(string name, IEnumerable<string> words)
    {
        var text = new StringBuilder(name).Append(':');
        var line = text.Length;
        foreach (var word in words)
        {
            if (line + 1 + word.Length > LineLength && line > name.Length + 1)
            {
                text.Append("\r\n");
                line = 0;
            }
            text.Append(' ').Append(word);
            line += 1 + word.Length;
        }
        return text.Append("\r\n").ToString();
    }
}
