using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Survey.Db.Languages;

namespace Survey.Reports.Pdf;

/// <summary>The foot of every page but the cover; the stylesheet places it. The cover has no margins.</summary>
internal static partial class PrintFrame
{
    /// <summary>Chromium also lays out and paints for an invisible window: half of its work. Hiding the document there saves it.</summary>
    public const string OnlyOnPaper = "@media screen { html { display: none } }";

    public static string Style(string name, Language language) =>
        $$"""
            {{SheetStyle(name, language)}}
            @page :first { margin: 0; @bottom-left { content: none } @bottom-right { content: none } }
            """;

    /// <summary>Without a cover.</summary>
    public static string SheetStyle(string name, Language language)
    {
        // {0} and {1} become characters that no text contains, then counters of the browser.
        var pages = Quoted(language.Format("report.pageOf", '\u0001', '\u0002'))
            .Replace("\\1 ", "\" counter(page) \"", StringComparison.Ordinal)
            .Replace("\\2 ", "\" counter(pages) \"", StringComparison.Ordinal);
        return $$"""
            @page { @bottom-left { content: {{Quoted(Breakable(name))}} } @bottom-right { content: {{pages}} } }
            {{OnlyOnPaper}}
            """;
    }

    /// <summary>Chromium breaks no word in a page margin, so very long words get places for a break.</summary>
    private static string Breakable(string name) => LongWord().Replace(name, "$0\u200B");

    [GeneratedRegex(@"\S{40}(?=\S)")]
    private static partial Regex LongWord();

    /// <summary>A CSS string. Characters that could end the string, the rule or the style element become numbers.</summary>
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
