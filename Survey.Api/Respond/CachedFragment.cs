using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Survey.Api.Respond;

internal enum Placeholder
{
    Token,
    Draft,
    Receipt,
    Blocks,
    Count,
}

/// <summary>HTML that is rendered once, as UTF-8, split at its placeholders.</summary>
internal sealed partial class CachedFragment
{
    // Random, so that no name and no question can contain the mark.
    private static readonly string Mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private static readonly Regex Marks = new($"{Mark}([0-9])");

    private CachedFragment(IReadOnlyList<(PageText Text, Placeholder? Then)> parts) => Parts = parts;

    /// <summary>Each text and the placeholder after it; null: the next text follows.</summary>
    public IReadOnlyList<(PageText Text, Placeholder? Then)> Parts { get; }

    public int Size => Parts.Sum(part => part.Text.Size);

    /// <summary>The mark that a component writes for a placeholder.</summary>
    public static string MarkOf(Placeholder placeholder) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{(int)placeholder}");

    public static CachedFragment Cut(string html)
    {
        var parts = new List<(PageText, Placeholder?)>();
        var texts = Marks.Split(Compact(html));
        for (var i = 0; i < texts.Length; i += 2)
        {
            parts.Add(
                (PageText.Shared(Encoding.UTF8.GetBytes(texts[i])), i + 1 < texts.Length ? (Placeholder)(texts[i + 1][0] - '0') : null)
            );
        }
        return new CachedFragment(parts);
    }

    /// <summary>Makes a page smaller: removes indentation and unescapes letters.</summary>
    public static string Compact(string html) => EscapedLetter().Replace(Indentation().Replace(html, "\n"), Unescape);

    private static string Unescape(Match match)
    {
        var code = int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        // Characters that could be markup, or are invisible, stay escaped.
        return code >= 0xA1 && Rune.IsValid(code) && Rune.IsLetterOrDigit(new Rune(code)) || code is 0x2019 or 0x2013
            ? char.ConvertFromUtf32(code)
            : match.Value;
    }

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex Indentation();

    [GeneratedRegex("&#x([0-9A-F]{2,6});")]
    private static partial Regex EscapedLetter();
}
