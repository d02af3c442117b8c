using Survey.Db.Languages;
using Survey.Reports.Sections;

namespace Survey.Reports.Pdf;

/// <summary>Anchor: the id of the heading.</summary>
public sealed record ContentsEntry(string Anchor, string Heading)
{
    private const int Fewest = 6;

    /// <summary>Empty: the report is too short to need contents.</summary>
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
