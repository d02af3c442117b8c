using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace Survey.Reports.Pdf;

/// <summary>How many pages a printed report has, and the pages on which its sections begin, in order.</summary>
internal sealed record PrintedPages(int Count, IReadOnlyList<int> Sections)
{
    /// <summary>Reads the outline: the report's title, below it its sections.</summary>
    /// <returns>Null: unexpected structure; no page numbers are better than wrong ones.</returns>
    public static PrintedPages? Read(byte[] pdf)
    {
        try
        {
            using var document = PdfReader.Open(new MemoryStream(pdf), PdfDocumentOpenMode.Import);
            PdfPage[] pages = [.. document.Pages];
            var outline = document.Internals.Catalog.Elements.GetDictionary("/Outlines")!;
            return new(pages.Length, [.. Below(Below(outline).Single()).Select(entry => PageOf(entry, pages))]);
        }
        // PDFsharp has no common exception for files that it cannot read.
        catch (Exception)
        {
            return null;
        }
    }

    private static IEnumerable<PdfDictionary> Below(PdfDictionary entry)
    {
        for (var next = entry.Elements.GetDictionary("/First"); next is not null; next = next.Elements.GetDictionary("/Next"))
        {
            yield return next;
        }
    }

    private static int PageOf(PdfDictionary entry, PdfPage[] pages)
    {
        var page = entry.Elements.GetArray("/Dest")!.Elements.GetReference(0)!;
        return pages.Index().Single(one => one.Item.Reference == page).Index + 1;
    }
}
