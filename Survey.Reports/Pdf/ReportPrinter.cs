using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Survey.Db.Languages;
using Survey.Db.Settings;
using Survey.Reports.Charts;
using Survey.Reports.Contents;
using Survey.Reports.Sections;

namespace Survey.Reports.Pdf;

/// <summary>Makes PDFs of reports: a cover, then the same sections as on the pages.</summary>
public sealed partial class ReportPrinter(IPdfPrinter printer, IOptions<SiteOptions> site, ILoggerFactory logs)
{
    /// <summary>Shorter reports have no contents.</summary>
    private const int FewestPagesWithContents = 8;

    private const int MostPrintsWithContents = 3;

    private readonly ILogger _logger = logs.CreateLogger<ReportPrinter>();

    public Task<byte[]> PrintAsync(RelationshipReport report, Language language, CancellationToken ct) =>
        PrintAsync(report, Covers.Of(report, language), ReportSections.Relationship, language, ct);

    public Task<byte[]> PrintAsync(OrganisationReport report, Language language, CancellationToken ct) =>
        PrintAsync(report, Covers.Of(report, language), ReportSections.Organisation, language, ct);

    public Task<byte[]> PrintAsync(UnitReport report, Language language, CancellationToken ct) =>
        PrintAsync(report, Covers.Of(report, language), ReportSections.Unit, language, ct);

    internal async Task<string> HtmlAsync<TReport>(
        TReport report,
        Cover cover,
        IReadOnlyList<ReportSection<TReport>> sections,
        IReadOnlyList<ContentsEntry> contents,
        Language language
    )
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<PrintLayout<TReport>>(
                ParameterView.FromDictionary(
                    new Dictionary<string, object?>
                    {
                        [nameof(PrintLayout<>.Cover)] = cover,
                        [nameof(PrintLayout<>.Contents)] = contents,
                        [nameof(PrintLayout<>.Reader)] = new Reader(language, Printing: true)
                        {
                            MethodAddress = site.Value.Link("/help#method"),
                        },
                        [nameof(PrintLayout<>.Report)] = report,
                        [nameof(PrintLayout<>.Sections)] = sections,
                    }
                )
            );
            return root.ToHtmlString();
        });
    }

    /// <summary>
    /// Chromium has no target-counter, so that a report with contents is printed at least twice.
    /// </summary>
    private async Task<byte[]> PrintAsync<TReport>(
        TReport report,
        Cover cover,
        IReadOnlyList<ReportSection<TReport>> sections,
        Language language,
        CancellationToken ct
    )
    {
        var pdf = await printer.PrintAsync(await HtmlAsync(report, cover, sections, [], language), ct);
        var pages = PrintedPages.Read(pdf);
        if (pages?.Sections.Count != sections.Count(section => section.Applies(report)))
        {
            LogNoContents();
            return pdf;
        }
        if (pages.Count < FewestPagesWithContents)
        {
            return pdf;
        }
        // Contents may move a section, of which the next print tells the page.
        for (var print = 1; print <= MostPrintsWithContents; print++)
        {
            var contents = ContentsEntry.Of(report, sections, pages.Sections, language);
            var withContents = await printer.PrintAsync(await HtmlAsync(report, cover, sections, contents, language), ct);
            if (PrintedPages.Read(withContents) is not { } moved)
            {
                break;
            }
            // The first entry is the contents themselves.
            var sectionsNow = moved.Sections.Skip(1).ToList();
            if (sectionsNow.SequenceEqual(pages.Sections))
            {
                return withContents;
            }
            pages = new(moved.Count, sectionsNow);
        }
        LogNoContents();
        return pdf;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A report has no contents: Chromium wrote the outline otherwise than expected, or contents move a section at each print."
    )]
    private partial void LogNoContents();
}
