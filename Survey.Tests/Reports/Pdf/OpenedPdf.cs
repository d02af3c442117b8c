using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Survey.Tests.Reports.Pdf;

/// <summary>A line of a PDF's outline, deeper the further in.</summary>
internal sealed record OutlineEntry(string Title, int Page, int Depth);

/// <summary>A PDF as poppler reads it.</summary>
/// <param name="Pages">The text of each page, laid out.</param>
internal sealed record OpenedPdf(IReadOnlyList<string> Pages, IReadOnlyList<OutlineEntry> Outline)
{
    public static async Task<OpenedPdf> OpenAsync(byte[] pdf)
    {
        var text = await Printed.TextAsync(pdf);
        var xml = await Printed.AskAsync("pdftohtml", pdf, "-xml", "-i", "-stdout", "FILE");
        var outline = Regex.Match(xml, "<outline>.*</outline>", RegexOptions.Singleline);
        return new OpenedPdf(text.Split('\f')[..^1], outline.Success ? [.. Entries(XElement.Parse(outline.Value), 0)] : []);
    }

    /// <summary>The page, counted from 1, without what stands at its foot.</summary>
    public string Body(int page) => Pages[page - 1][..FootOf(page)];

    /// <summary>What stands at the foot of the page, words apart by one blank.</summary>
    public string Foot(int page) => Regex.Replace(Pages[page - 1][FootOf(page)..].Trim(), @"\s+", " ");

    /// <summary>The foot begins with the report's name.</summary>
    private int FootOf(int page) => Math.Max(0, Pages[page - 1].LastIndexOf("\n" + Outline[0].Title, StringComparison.Ordinal));

    private static IEnumerable<OutlineEntry> Entries(XElement outline, int depth) =>
        outline
            .Elements()
            .SelectMany(element =>
                element.Name == "outline"
                    ? Entries(element, depth + 1)
                    : [new OutlineEntry(element.Value, int.Parse(element.Attribute("page")!.Value, CultureInfo.InvariantCulture), depth)]
            );
}
