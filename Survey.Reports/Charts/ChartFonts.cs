using ScottPlot;
using SkiaSharp;

namespace Survey.Reports.Charts;

/// <summary>The font of charts. It is shipped with the programs, so that charts do not depend on the fonts of a server.</summary>
internal static class ChartFonts
{
    /// <summary>Has the letter widths of the sans-serif fonts in 10-tokens.css.</summary>
    public const string Name = "Liberation Sans";

    private static readonly SKTypeface Regular = Register("LiberationSans-Regular.ttf", isBold: false);
    private static readonly SKTypeface Bold = Register("LiberationSans-Bold.ttf", isBold: true);

    public static SKFont Of(float size, bool bold = false) => new(bold ? Bold : Regular, size);

    public static float Width(string words, float size, bool bold = false)
    {
        using var font = Of(size, bold);
        return font.MeasureText(words);
    }

    /// <summary>ScottPlot draws a narrow no-break space, as French has before %, as a box.</summary>
    public static string Plain(string words) => words.Replace('\u202F', '\u00A0');

    /// <summary>Skia omits a letter that the font lacks without an error.</summary>
    public static bool Covers(string words) => Regular.ContainsGlyphs(words);

    /// <summary><paramref name="words"/>, or <paramref name="code"/> if the font lacks one of their letters.</summary>
    public static string Drawable(string words, string code) => Covers(words) ? words : code;

    /// <summary>Lines of at most <paramref name="width"/> pixels; text beyond the last line becomes an ellipsis.</summary>
    public static IReadOnlyList<string> Wrap(string words, float size, float width, bool bold = false, int mostLines = int.MaxValue)
    {
        var lines = new List<string>();
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = lines.Count == 0 ? word : $"{lines[^1]} {word}";
            if (lines.Count > 0 && (Width(longer, size, bold) <= width || lines.Count == mostLines))
            {
                lines[^1] = longer;
            }
            else
            {
                lines.Add(word);
            }
        }
        return [.. lines.Select(line => Shorten(line, size, width, bold))];
    }

    private static string Shorten(string line, float size, float width, bool bold)
    {
        var length = line.Length;
        var shown = line;
        while (Width(shown, size, bold) > width && length > 1)
        {
            shown = line[..--length].TrimEnd() + "…";
        }
        return shown;
    }

    private static SKTypeface Register(string file, bool isBold)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Fonts", file);
        ScottPlot.Fonts.AddFontFile(Name, path, isBold, italic: false);
        return SKTypeface.FromFile(path) ?? throw new FileNotFoundException($"The font of charts is missing: {path}", path);
    }
}
