using System.Globalization;
using System.Text.RegularExpressions;

namespace Survey.Reports.Pdf;

/// <summary>
/// Writes page numbers into printed contents. Chromium has no target-counter, and printing twice would take twice as long. So each number
/// is printed as all ten digits, and the finished file loses those that are not part of it.
/// </summary>
internal static partial class PageNumbers
{
    /// <summary>Two per line of the contents: left for numbers of two digits, right for one digit.</summary>
    public const string Place = $"<span class=\"page-place\">{Mark}</span>";

    private const string Mark = "0123456789";
    private const int Places = 2;

    /// <summary>Anchors: targets of the contents in order. Null: unexpected structure; no numbers are better than wrong ones.</summary>
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

    public static string Without(string html) => html.Replace(Place, "", StringComparison.Ordinal);

    /// <summary>The contents are on the first page that has all marks.</summary>
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

    /// <summary>The glyphs of a text, four hexadecimal digits each.</summary>
    private static string[] Codes(Match shown) => [.. Glyph().Matches(shown.Value).Select(code => code.Value)];

    /// <summary>The glyphs of 0 to 9. Words may have ten different letters, but never as often. Null: not drawn so many times.</summary>
    private static string[]? MarkOf(string drawing, int times) =>
        Shown()
            .Matches(drawing)
            .Select(Codes)
            .Where(codes => codes.Length == Mark.Length && codes.Distinct().Count() == Mark.Length)
            .GroupBy(string.Concat)
            .SingleOrDefault(same => same.Count() == times)
            ?.First();

    private static string Digits(string[] codes, int number, int place) =>
        (number > 9) == (place == 0)
            ? string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => codes[digit - '0']))
            : "";

    /// <summary>The strings of a text object, with the moves to the right between them.</summary>
    [GeneratedRegex(@"(?<=Tm\n)(?:(?:[\d.]+ 0 Td )?<[0-9A-F]+> Tj\n)+(?=ET)")]
    private static partial Regex Shown();

    [GeneratedRegex("[0-9A-F]{4}(?=[0-9A-F]*>)")]
    private static partial Regex Glyph();
}
