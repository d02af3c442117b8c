using System.Globalization;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Content;
using PdfSharp.Pdf.Content.Objects;
using PdfSharp.Pdf.IO;

namespace Survey.Reports.Pdf;

/// <summary>
/// Writes page numbers into printed contents. Chromium has no target-counter, and printing twice would take twice as long. So each number
/// is printed as all ten digits, and the finished file loses those that are not part of it.
/// </summary>
internal static class PageNumbers
{
    /// <summary>Two per line of the contents: left for numbers of two digits, right for one digit.</summary>
    public const string Place = $"<span class=\"page-place\">{Mark}</span>";

    private const string Mark = "0123456789";
    private const int Places = 2;

    /// <summary>Chromium writes a glyph as two bytes, each a character of the string.</summary>
    private const int GlyphLength = 2;

    /// <summary>Anchors: targets of the contents in order. Null: unexpected structure; no numbers are better than wrong ones.</summary>
    public static byte[]? Fill(byte[] pdf, IReadOnlyList<string> anchors)
    {
        try
        {
            using var document = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Modify);
            PdfPage[] pages = [.. document.Pages];
            List<int> numbers = [.. anchors.Select(anchor => Array.IndexOf(pages, PageOf(document, anchor)) + 1)];
            return numbers.All(number => number is > 0 and < 100) && pages.Take(2).Any(page => Fill(page, numbers))
                ? Saved(document)
                : null;
        }
        // PDFsharp has no common exception for files that it cannot read.
        catch (Exception)
        {
            return null;
        }
    }

    public static string Without(string html) => html.Replace(Place, "", StringComparison.Ordinal);

    private static PdfPage? PageOf(PdfDocument document, string anchor) =>
        document.Internals.Catalog.Destinations.GetDestination(anchor)?.Elements.GetObject(0) as PdfPage;

    /// <returns>False: the page does not have all marks, so that the contents are not there.</returns>
    private static bool Fill(PdfPage page, List<int> numbers)
    {
        var drawing = ContentReader.ReadContent(page);
        var marks = MarksIn(drawing, Places * numbers.Count);
        foreach (var (index, mark) in marks.Index())
        {
            Write(mark, numbers[index / Places], isLeft: index % Places == 0);
        }
        if (marks.Count > 0)
        {
            page.Contents.ReplaceContent(drawing);
        }
        return marks.Count > 0;
    }

    /// <summary>Words may have ten different letters, but never as often. Empty: not drawn so many times.</summary>
    private static List<List<CString>> MarksIn(CSequence drawing, int times) =>
        Texts(drawing)
            .Where(text => Glyphs(text) is { Length: 10 } glyphs && glyphs.Distinct().Count() == Mark.Length)
            .GroupBy(text => string.Concat(Glyphs(text)))
            .Where(same => same.Count() == times)
            .ToList()
            is [var marks]
            ? [.. marks]
            : [];

    /// <summary>Each text object as its strings.</summary>
    private static IEnumerable<List<CString>> Texts(CSequence drawing)
    {
        List<CString> text = [];
        foreach (var step in drawing.OfType<COperator>())
        {
            switch (step.OpCode.OpCodeName)
            {
                case OpCodeName.BT:
                    text = [];
                    break;
                case OpCodeName.Tj:
                    text.Add((CString)step.Operands[0]);
                    break;
                case OpCodeName.ET:
                    yield return text;
                    break;
            }
        }
    }

    private static string[] Glyphs(List<CString> text) =>
        [.. string.Concat(text.Select(part => part.Value)).Chunk(GlyphLength).Select(glyph => new string(glyph))];

    private static void Write(List<CString> mark, int number, bool isLeft)
    {
        var glyphs = Glyphs(mark);
        mark.ForEach(part => part.Value = "");
        if (number > 9 == isLeft)
        {
            mark[0].Value = string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => glyphs[digit - '0']));
        }
    }

    private static byte[] Saved(PdfDocument document)
    {
        using var file = new MemoryStream();
        document.Save(file);
        return file.ToArray();
    }
}
