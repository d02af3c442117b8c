using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Survey.Db.Languages;
using Survey.Reports.Charts;
using Survey.Reports.Contents;
using Survey.Reports.Sections;

namespace Survey.Reports.Pdf;

/// <summary>Makes PDFs of reports: a cover, then the same sections as on the pages.</summary>
public sealed partial class ReportPrinter(IPdfPrinter printer, ILoggerFactory logs)
{
    private readonly ILogger _logger = logs.CreateLogger<ReportPrinter>();

    public Task<byte[]> PrintAsync(RelationshipReport report, Language language, CancellationToken ct) =>
        PrintAsync(report, Covers.Of(report, language), ReportSections.Relationship, language, ct);

    public Task<byte[]> PrintAsync(OrganisationReport report, Language language, CancellationToken ct) =>
        PrintAsync(report, Covers.Of(report, language), ReportSections.Organisation, language, ct);

    public Task<byte[]> PrintAsync(UnitReport report, Language language, CancellationToken ct) =>
        PrintAsync(report, Covers.Of(report, language), ReportSections.Unit, language, ct);

    internal static async Task<string> HtmlAsync<TReport>(
        TReport report,
        Cover cover,
        IReadOnlyList<ReportSection<TReport>> sections,
        Language language,
        ILoggerFactory logs
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
                        [nameof(PrintLayout<>.Reader)] = new Reader(language, Printing: true),
                        [nameof(PrintLayout<>.Report)] = report,
                        [nameof(PrintLayout<>.Sections)] = sections,
                    }
                )
            );
            return root.ToHtmlString();
        });
    }

    private async Task<byte[]> PrintAsync<TReport>(
        TReport report,
        Cover cover,
        IReadOnlyList<ReportSection<TReport>> sections,
        Language language,
        CancellationToken ct
    )
    {
        var html = await HtmlAsync(report, cover, sections, language, logs);
        var pdf = await printer.PrintAsync(html, ct);
        var contents = ContentsEntry.Of(report, sections, language);
        if (contents.Count == 0)
        {
            return pdf;
        }
        if (PageNumbers.Fill(pdf, [.. contents.Select(entry => entry.Anchor)]) is { } numbered)
        {
            return numbered;
        }
        LogNoNumbers();
        return await printer.PrintAsync(PageNumbers.Without(html), ct);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The contents of a report name no pages: this Chromium writes PDFs otherwise than expected."
    )]
    private partial void LogNoNumbers();
}
