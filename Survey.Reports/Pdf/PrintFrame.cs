using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Survey.Db.Languages;

namespace Survey.Reports.Pdf;

/// <summary>
/// What stands at the foot of every page but the cover; where and how is the stylesheet's. The cover goes to the edges of the paper,
/// unlike the first page of a web page that somebody prints.
/// </summary>
internal static partial class PrintFrame
{
    /// <summary>
    /// Before and after printing, Chromium lays the document out and paints it for a window that nobody sees, three times in all:
    /// half of its work. A document that a screen shows nothing of is spared that; the paper is the same.
    /// </summary>
    public const string OnlyOnPaper = "@media screen { html { display: none } }";

    /// <param name="name">The report's, with people's words in it.</param>
    public static string Style(string name, Language language)
    {
        // The two numbers are the browser's: {0} and {1} become places that no text contains.
        var pages = Quoted(language.Format("report.pageOf", '\u0001', '\u0002'))
            .Replace("\\1 ", "\" counter(page) \"", StringComparison.Ordinal)
            .Replace("\\2 ", "\" counter(pages) \"", StringComparison.Ordinal);
        return $$"""
            @page { @bottom-left { content: {{Quoted(Breakable(name))}} } @bottom-right { content: {{pages}} } }
            @page :first { margin: 0; @bottom-left { content: none } @bottom-right { content: none } }
            {{OnlyOnPaper}}
            """;
    }

    /// <summary>Chromium breaks no word in the margin of a page, so very long words get places for a line break.</summary>
    private static string Breakable(string name) => LongWord().Replace(name, "$0\u200B");

    [GeneratedRegex(@"\S{40}(?=\S)")]
    private static partial Regex LongWord();

    /// <summary>A CSS string; whatever could end it, the rule or the style element is written as a number.</summary>
    internal static string Quoted(string text)
    {
        var css = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            css.Append(
                Rune.IsLetterOrDigit(rune) || rune.Value == ' '
                    ? rune.ToString()
                    : string.Create(CultureInfo.InvariantCulture, $"\\{rune.Value:x} ")
            );
        }
        return css.Append('"').ToString();
    }
}
