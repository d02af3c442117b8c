using System.Globalization;
using System.Text.RegularExpressions;

namespace Survey.Reports.Pdf;

/// <summary>
/// Writes page numbers into printed contents. Chromium cannot (it has no target-counter), and printing everything twice would take
/// twice the time: so each number is printed as all ten digits, and those that are not its own are taken out of the finished file.
/// </summary>
internal static partial class PageNumbers
{
    /// <summary>One of two places for a number: the left one for numbers of two digits, the right one for those of one.</summary>
    public const string Place = $"<span class=\"page-place\">{Mark}</span>";

    private const string Mark = "0123456789";
    private const int Places = 2;

    /// <param name="anchors">Where the lines of the contents lead, in order.</param>
    /// <returns>Null when the file is not built as expected: better no numbers than wrong ones.</returns>
    public static byte[]? Fill(byte[] pdf, IReadOnlyList<string> anchors)
    {
        try
        {
            var file = new PdfFile(pdf);
            var order = file.Pages.Index().ToDictionary(page => page.Item, page => page.Index + 1);
            List<int> numbers = [.. anchors.Select(anchor => file.Destinations.TryGetValue(anchor, out var page) ? order[page] : 0)];
            return numbers.All(number => number is > 0 and < 100) ? Fill(file, numbers) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The printed HTML with contents that name no pages.</summary>
    public static string Without(string html) => html.Replace(Place, "", StringComparison.Ordinal);

    /// <summary>The contents stand on the first page on which all marks are drawn.</summary>
    private static byte[]? Fill(PdfFile file, List<int> numbers)
    {
        foreach (var page in file.Pages.Take(2))
        {
            var drawing = file.Drawing(page);
            if (MarkOf(drawing, Places * numbers.Count) is { } mark)
            {
                var place = 0;
                return file.WithDrawing(
                    page,
                    Shown()
                        .Replace(drawing, shown =>
                            Codes(shown).SequenceEqual(mark)
                                ? $"<{Digits(mark, numbers[place / Places], place++ % Places)}> Tj\n"
                                : shown.Value
                        )
                );
            }
        }
        return null;
    }

    /// <summary>The glyphs of a text, four hexadecimal digits each; the digits that are shown are themselves in order.</summary>
    private static string[] Codes(Match shown) => [.. Glyph().Matches(shown.Value).Select(code => code.Value)];

    /// <summary>Words may have ten different letters too, but none stands there as often as the mark.</summary>
    /// <returns>The mark's glyphs; null: it is not drawn so many times.</returns>
    private static string[]? MarkOf(string drawing, int times) =>
        Shown()
            .Matches(drawing)
            .Select(Codes)
            .Where(codes => codes.Length == Mark.Length && codes.Distinct().Count() == Mark.Length)
            .GroupBy(string.Concat)
            .SingleOrDefault(same => same.Count() == times)
            ?.First();

    /// <summary>A number of two digits takes the first place, one of one digit the second.</summary>
    private static string Digits(string[] codes, int number, int place) =>
        (number > 9) == (place == 0)
            ? string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => codes[digit - '0']))
            : "";

    /// <summary>A text object's strings, with the steps to the right between them.</summary>
    [GeneratedRegex(@"(?<=Tm\n)(?:(?:[\d.]+ 0 Td )?<[0-9A-F]+> Tj\n)+(?=ET)")]
    private static partial Regex Shown();

    [GeneratedRegex("[0-9A-F]{4}(?=[0-9A-F]*>)")]
    private static partial Regex Glyph();
}
