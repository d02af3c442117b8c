using System.Globalization;
using System.Text;
using Survey.Db.Languages;

namespace Survey.Db;

/// <summary>Finds characters that nobody sees: they change the reading direction or make two texts look equal.</summary>
public static class PlainText
{
    private const int ReplacementCharacter = 0xFFFD;

    public static Sentence? Problem(string text) =>
        ReplacementCharacterProblem(text) ?? (FirstInvisible(text) is { } rune ? Problem(rune) : null);

    /// <summary>For texts in which no script needs a joiner, such as an address.</summary>
    public static Sentence? ProblemWithoutJoiners(string text) =>
        Problem(text) ?? (text.AsSpan().IndexOfAny('\u200C', '\u200D') >= 0 ? Problem(text.EnumerateRunes().First(IsJoiner)) : null);

    /// <summary>Null: no replacement character (U+FFFD), which programs write for a character that they cannot decode.</summary>
    public static Sentence? ReplacementCharacterProblem(string text) =>
        text.Contains((char)ReplacementCharacter) ? new("problems.undecodable") : null;

    public static bool HasInvisible(string text) => FirstInvisible(text) is not null;

    public static string Clean(string text)
    {
        if (IsAscii(text))
        {
            return text;
        }
        var kept = new StringBuilder(text.Length);
        foreach (var (rune, isInvisible) in Runes(text))
        {
            if (!isInvisible && rune.Value != ReplacementCharacter)
            {
                kept.Append(rune);
            }
        }
        return kept.ToString();
    }

    /// <summary>Shortcut: most texts are ASCII and have no invisible character.</summary>
    internal static bool IsAscii(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    private static Sentence Problem(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control
            ? new("problems.controlCharacter", rune.Value)
            : new("problems.invisible", rune.Value);

    private static Rune? FirstInvisible(string text)
    {
        if (IsAscii(text))
        {
            return null;
        }
        foreach (var (rune, isInvisible) in Runes(text))
        {
            if (isInvisible)
            {
                return rune;
            }
        }
        return null;
    }

    private static IEnumerable<(Rune Rune, bool IsInvisible)> Runes(string text)
    {
        Rune? before = null;
        for (var index = 0; index < text.Length; )
        {
            var rune = RuneAt(text, index);
            index += rune.Utf16SequenceLength;
            var isInvisible = IsJoiner(rune) ? !IsNeeded(before, index < text.Length ? RuneAt(text, index) : null) : IsInvisible(rune);
            yield return (rune, isInvisible);
            before = isInvisible ? before : rune;
        }
    }

    /// <summary>Half of a surrogate pair counts as a replacement character.</summary>
    private static Rune RuneAt(string text, int index) => Rune.TryGetRuneAt(text, index, out var rune) ? rune : Rune.ReplacementChar;

    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    /// <summary>A joiner is needed between letters of a script with joiners, between emoji, and after a mark such as a virama.</summary>
    private static bool IsNeeded(Rune? before, Rune? after) =>
        before is { } left && IsJoined(left) && (IsMark(left) || after is { } right && IsJoined(right));

    private static bool IsJoined(Rune rune) =>
        rune.Value >= 0x0590
        && (
            IsMark(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter or UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol
        );

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsInvisible(Rune rune) =>
        rune.Value is not ('\n' or '\r' or '\t')
        && (
            Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control
            || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && !IsVisibleFormat(rune)
            || (rune.Value & 0xFFFE) == 0xFFFE
            || rune.Value is >= 0xFDD0 and <= 0xFDEF
            || IsBlank(rune)
        );

    /// <summary>Number signs of Arabic, Syriac and Kaithi, and joiners of hieroglyphs.</summary>
    private static bool IsVisibleFormat(Rune rune) =>
        rune.Value
            is (>= 0x0600 and <= 0x0605)
                or 0x06DD
                or 0x070F
                or 0x0890
                or 0x0891
                or 0x08E2
                or 0x110BD
                or 0x110CD
                or (>= 0x13430 and <= 0x1345F);

    /// <summary>Characters without a glyph: grapheme joiner, Hangul fillers, empty Braille cell.</summary>
    private static bool IsBlank(Rune rune) => rune.Value is 0x034F or 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;
}
