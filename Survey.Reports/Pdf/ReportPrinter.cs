using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Survey.Db.Languages;
using Survey.Reports.Charts;
using Survey.Reports.Sections;

namespace Survey.Reports.Pdf;

/// <summary>Makes PDFs of reports: the same components as on the pages, on paper.</summary>
public sealed class ReportPrinter(IPdfPrinter printer, ILoggerFactory logs)
{
    public Task<byte[]> PrintAsync(RelationshipReport report, Language language, CancellationToken ct) =>
        PrintAsync<RelationshipReportView>(report, report.Relationship.Title(language), report.Wave.Code, language, ct);

    public Task<byte[]> PrintAsync(OrganisationReport report, Language language, CancellationToken ct) =>
        PrintAsync<OrganisationReportView>(report, OrganisationReportView.Title(report, new Reader(language, true)), report.Wave.Code, language, ct);

    public Task<byte[]> PrintAsync(UnitReport report, Language language, CancellationToken ct) =>
        PrintAsync<UnitReportView>(report, report.Unit.Names.In(language.Code), report.Wave.Code, language, ct);

    /// <summary>The document that is printed.</summary>
    /// <typeparam name="TView">A component with the parameters Report and Reader.</typeparam>
    internal static async Task<string> HtmlAsync<TView>(object report, string title, Language language, ILoggerFactory logs)
        where TView : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<PrintLayout>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(PrintLayout.Title)] = title,
                [nameof(PrintLayout.Reader)] = new Reader(language, Printing: true),
                [nameof(PrintLayout.View)] = typeof(TView),
                [nameof(PrintLayout.Report)] = report,
            }));
            return root.ToHtmlString();
        });
    }

    private async Task<byte[]> PrintAsync<TView>(object report, string title, string wave, Language language, CancellationToken ct)
        where TView : IComponent
    {
        var heading = $"{title} · {wave}";
        return await printer.PrintAsync(new PrintJob(await HtmlAsync<TView>(report, heading, language, logs), heading, language), ct);
    }
}
