using System.Text.RegularExpressions;
using Survey.Db.Languages;

namespace Survey.Db.Csv;

internal static partial class MojibakeCheck
{
    public static Sentence? Warning(string text) => Mojibake().IsMatch(text) ? new("problems.mojibake", Codes.Shorten(text)) : null;

    /// <summary>A name has no question mark inside or before a word, so one is suspicious.</summary>
    public static Sentence? NameWarning(string name) =>
        Warning(name) ?? (QuestionMark().IsMatch(name) ? new Sentence("problems.questionMark", Codes.Shorten(name)) : null);

    // Two bytes of one UTF-8 letter read as Windows-1252, or the start of a dash or quotation mark.
    // Not matched: a no-break space or a guillemet after a letter, because French writes these.
    [GeneratedRegex(
        "[\u00C2-\u00C5\u00CE-\u00D1](?:[\u0080-\u009F\u00A1-\u00AA\u00AC-\u00BA\u00BC-\u00BF\u20AC\u201A\u0192\u201E\u2026"
            + "\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u017D\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153"
            + "\u017E\u0178]|[\u00AB\u00BB]\\p{L})"
            + "|[\u00C2\u00C3]\u00A0|\u00E2\u20AC"
    )]
    private static partial Regex Mojibake();

    [GeneratedRegex(@"\p{L}\?\p{L}|(?:^|\s)\?\p{L}")]
    private static partial Regex QuestionMark();
}
