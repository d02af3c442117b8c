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
        return new OpenedPdf(
            text.Split('\f')[..^1],
            outline.Success ? [.. Entries(XElement.Parse(outline.Value), 0)] : []);
    }

    /// <summary>The page, counted from 1, without the line at its foot.</summary>
    public string Body(int page) => page == 1 ? Pages[0] : Pages[page - 1].TrimEnd()[..Math.Max(0, Pages[page - 1].TrimEnd().LastIndexOf('\n'))];

    public string Foot(int page) => Pages[page - 1].TrimEnd().Split('\n')[^1];

    private static IEnumerable<OutlineEntry> Entries(XElement outline, int depth) => outline.Elements().SelectMany(element =>
        element.Name == "outline" ? Entries(element, depth + 1)
        : [new OutlineEntry(element.Value, int.Parse(element.Attribute("page")!.Value, CultureInfo.InvariantCulture), depth)]);
}
