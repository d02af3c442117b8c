using Survey.Db.Languages;
using Survey.Reports.Sections;

namespace Survey.Reports.Pdf;

/// <summary>A line of the contents.</summary>
/// <param name="Anchor">The id of the heading.</param>
public sealed record ContentsEntry(string Anchor, string Heading)
{
    private const int Fewest = 6;

    /// <returns>Empty for a report that one overlooks without contents.</returns>
    public static IReadOnlyList<ContentsEntry> Of<TReport>(TReport report, IEnumerable<ReportSection<TReport>> sections, Language language)
    {
        ContentsEntry[] entries =
        [
            .. sections
                .Where(section => section.Applies(report))
                .Select(section => new ContentsEntry($"{section.Key}-heading", language[$"report.section.{section.Key}"])),
        ];
        return entries.Length < Fewest ? [] : entries;
    }
}
