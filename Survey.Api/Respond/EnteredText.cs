using System.Globalization;
using System.Text;

namespace Survey.Api.Respond;

/// <summary>A text as somebody typed it, made safe to store and to show.</summary>
internal static class EnteredText
{
    /// <summary>In UTF-16 units, a line break counted once: what a browser's maxlength counts.</summary>
    public const int MaxLength = 2000;

    /// <returns>Without control characters, what is no character, and turns of the writing direction, trimmed; null when nothing is left.</returns>
    public static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (IsKept(rune))
            {
                kept.Append(rune);
            }
        }
        // Putting many thousand accents in order takes long; a text that stays too long even with letters joined is refused anyway.
        var clean = (kept.Length > 4 * MaxLength ? kept.ToString() : kept.ToString().Normalize()).Trim();
        return clean.Length > 0 ? clean : null;
    }

    private static bool IsKept(Rune rune) =>
        rune.Value is '\n' or '\t'
        || Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control
        && (rune.Value & 0xFFFE) != 0xFFFE
        && rune.Value is not (0xFFFD or 0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069));
}
