using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Survey.Db.History;

/// <summary>Restores what the writer typed from the export of another tool.</summary>
internal static partial class ImportedComment
{
    private const int MostDecodings = 2;

    /// <summary>Texts that mean "no comment", in lower case, letters and digits only.</summary>
    private static readonly HashSet<string> None =
    [
        "",
        "na",
        "nil",
        "none",
        "null",
        "nan",
        "blank",
        "nocomment",
        "nocomments",
        "noanswer",
        "notapplicable",
        "notanswered",
        "x",
        "eikommentteja",
        "eikommentoitavaa",
        "puudub",
        "kommentaaridpuuduvad",
        "eikommentaare",
        "brak",
        "nd",
        "niedotyczy",
        "brakkomentarza",
        "brakuwag",
        "sansobjet",
        "aucuncommentaire",
        "néant",
    ];

    /// <summary>Decodes HTML entities, tags and spreadsheet escapes. Null: no comment.</summary>
    public static string? Read(string written)
    {
        var text = SpreadsheetEscape()
            .Replace(written, escape =>
                ((char)ushort.Parse(escape.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
            );
        for (var pass = 0; pass < MostDecodings && Entity().IsMatch(text); pass++)
        {
            text = WebUtility.HtmlDecode(text);
        }
        text = Tag().Replace(LineEndingTag().Replace(HiddenElement().Replace(text, ""), "\n"), "");
        return IsNone(Plain(text)) ? null : Plain(text);
    }

    public static string Plain(string text) =>
        EmptyLines().Replace(LineEnd().Replace(PlainText.Clean(text.ReplaceLineEndings("\n")), "\n"), "\n\n").Trim().Normalize();

    /// <summary>A text with an emoji, an emoticon or another symbol is a comment.</summary>
    private static bool IsNone(string text) =>
        !text.Any(letter =>
            char.IsSurrogate(letter) || letter is ':' or ';' || char.GetUnicodeCategory(letter) == UnicodeCategory.OtherSymbol
        ) && None.Contains(string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant());

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex SpreadsheetEscape();

    [GeneratedRegex("&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")]
    private static partial Regex Entity();

    [GeneratedRegex("<!--.*?-->|<(script|style)\\b[^>]*>.*?</\\1\\s*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex HiddenElement();

    [GeneratedRegex("<br\\s*/?>\\n?|</(?:p|div|li|tr|h[1-6]|ul|ol|table|blockquote)\\s*>\\n?", RegexOptions.IgnoreCase)]
    private static partial Regex LineEndingTag();

    // HTML names only: "<3" and "a < b" are text.
    [GeneratedRegex(
        "</?(?:p|br|div|span|b|i|u|s|em|strong|small|big|sub|sup|font|a|ul|ol|li|dl|dt|dd|table|thead|tbody|"
            + "tfoot|tr|td|th|h[1-6]|hr|img|"
            + "pre|code|blockquote|center|html|head|body|meta|title|o:p)(?:\\s[^<>]*)?/?>",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Tag();

    [GeneratedRegex("[ \\t]*\\n")]
    private static partial Regex LineEnd();

    [GeneratedRegex("\\n{3,}")]
    private static partial Regex EmptyLines();
}
