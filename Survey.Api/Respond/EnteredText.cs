using Survey.Db;

namespace Survey.Api.Respond;

/// <summary>A text as somebody typed it, made safe to store and to show.</summary>
internal static class EnteredText
{
    /// <summary>In UTF-16 units, a line break counted once: what a browser's maxlength counts.</summary>
    public const int MaxLength = 2000;

    /// <returns>Without control characters, what is no character, and invisible letters, trimmed; null when nothing is left.</returns>
    public static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }
        var kept = PlainText.Clean(text.ReplaceLineEndings("\n"));
        // Putting many thousand accents in order takes long; a text that stays too long even with letters joined is refused anyway.
        var clean = (kept.Length > 4 * MaxLength ? kept : kept.Normalize()).Trim();
        return clean.Length > 0 ? clean : null;
    }
}
