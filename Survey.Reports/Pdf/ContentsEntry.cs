using Survey.Db.Languages;
using Survey.Reports.Sections;

namespace Survey.Reports.Pdf;

/// <summary>Anchor: the id of the heading. Page: counted from 1.</summary>
public sealed record ContentsEntry(string Anchor, string Heading, int Page)
{
    /// <param name="pages">On which the sections that apply begin, in order.</param>
    public static IReadOnlyList<ContentsEntry> Of<TReport>(
        TReport report,
        IEnumerable<ReportSection<TReport>> sections,
        IEnumerable<int> pages,
        Language language
    ) =>
        [
            .. sections
                .Where(section => section.Applies(report))
                .Zip(pages, (section, page) =>
                    new ContentsEntry($"{section.Key}-heading", language[$"report.section.{section.Key}"], page)
                ),
        ];
}
