using Survey.Db;

namespace Survey.Api.Respond;

/// <summary>Makes a typed text safe to store and to show.</summary>
internal static class EnteredText
{
    /// <summary>In UTF-16 units with a line break counted once, as a browser's maxlength counts.</summary>
    public const int MaxLength = 2000;

    /// <returns>Trimmed, without control characters, noncharacters and invisible letters; null: nothing is left.</returns>
    public static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }
        var kept = PlainText.Clean(text.ReplaceLineEndings("\n"));
        // Normalising thousands of combining marks is slow. A text this long is too long after normalising, too, and is refused later.
        var clean = (kept.Length > 4 * MaxLength ? kept : kept.Normalize()).Trim();
        return clean.Length > 0 ? clean : null;
    }
}
