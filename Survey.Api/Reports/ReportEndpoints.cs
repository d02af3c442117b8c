using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Db.Viewers;
using Survey.Reports;
using Survey.Reports.Contents;
using Survey.Reports.Pdf;

namespace Survey.Api.Reports;

/// <summary>Downloads. What the viewer may not see is not found (404), as on the pages.</summary>
internal static class ReportEndpoints
{
    private const string Pdf = "application/pdf";
    private const string Csv = "text/csv; charset=utf-8";
    private const string File = "{wave}/{language}.{kind:regex(^(pdf|csv)$)}";

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var results = routes.MapGroup("").RequiresSomewhere(Right.ReadResults);
        results.MapGet("/reports", PageAsync);
        results.MapGet("/reports/organisation", OrganisationPageAsync);
        results.MapGet($"/reports/organisation/{File}", ([AsParameters] FileRequest asked, CancellationToken ct) =>
            FileAsync(ReportScope.Organisation, asked, ct)
        );
        results.MapGet($"/reports/unit/{{code}}/{File}", (string code, [AsParameters] FileRequest asked, CancellationToken ct) =>
            FileAsync(new ReportScope(ReportKind.Unit, code), asked, ct)
        );
        results.MapGet($"/reports/relationship/{{code}}/{File}", (string code, [AsParameters] FileRequest asked, CancellationToken ct) =>
            FileAsync(new ReportScope(ReportKind.Relationship, code), asked, ct)
        );
        results.MapGet("/reports/all/{wave}/{language}.zip", ArchiveAsync);
    }

    private static Task<IResult> PageAsync(string? wave, Visitor visitor, PageCache pages, CancellationToken ct) =>
        pages.ShowAsync(
            visitor,
            async connection =>
                ReportsPage.Of(
                    visitor.Language["report.page.reports"],
                    await ReportOffer.LoadAsync(connection, visitor.SignedIn, wave, ct)
                ),
            ct
        );

    private static Task<IResult> OrganisationPageAsync(string? wave, Visitor visitor, PageCache pages, CancellationToken ct) =>
        pages.ShowAsync(
            visitor,
            async connection =>
                await OrganisationReport.LoadAsync(connection, visitor.SignedIn, WaveNames.Code(wave), ct) is not { } report
                    ? null
                    : OrganisationPage.Of(visitor.Language["report.kind.organisation"], report),
            ct
        );

    private static async Task<Results<FileContentHttpResult, NotFound>> FileAsync(
        ReportScope scope,
        FileRequest asked,
        CancellationToken ct
    )
    {
        if (!IsKnown(asked.Language))
        {
            return TypedResults.NotFound();
        }
        var language = Language.Of(asked.Language);
        await using var connection = await asked.Database.OpenAsync(ct);
        var report = await LoadedReport.LoadAsync(
            connection,
            asked.Visitor.SignedIn,
            scope,
            WaveNames.Code(asked.Wave),
            asked.Clock.GetUtcNow(),
            ct
        );
        await connection.CloseAsync();
        if (report is null)
        {
            return TypedResults.NotFound();
        }
        var name = report.Scope.FileName(report.Wave.Code, language.Code, asked.Kind);
        return asked.Kind == "csv"
            ? TypedResults.File(TableFile.Make(report.Rows(), asked.Request, language), Csv, name)
            : TypedResults.File(await report.PrintAsync(asked.Printer, language, ct), Pdf, name);
    }

    private static async Task<Results<EmptyHttpResult, NotFound, StatusCodeHttpResult>> ArchiveAsync(
        string wave,
        string language,
        HttpResponse response,
        Visitor visitor,
        Database database,
        ReportArchive archive,
        ArchiveRuns runs,
        CancellationToken ct
    )
    {
        var viewer = visitor.SignedIn;
        if (!IsKnown(language) || await ReportsAsync(database, viewer, WaveNames.Code(wave), ct) is not { } reports)
        {
            return TypedResults.NotFound();
        }
        using var run = runs.Begin(viewer);
        if (run is null)
        {
            return TypedResults.StatusCode(StatusCodes.Status409Conflict);
        }
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"reports-{reports.Wave.Code}-{language}.zip");
        response.Headers.ContentDisposition = disposition.ToString();
        response.ContentType = "application/zip";
        // The browser shows the download before the first report is printed.
        await response.StartAsync(ct);
        await archive.WriteAsync(response.Body, reports, viewer, Language.Of(language), ct);
        return TypedResults.Empty;
    }

    private static async Task<WaveReports?> ReportsAsync(Database database, Viewer viewer, string? wave, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return
            (await SealedWaves.OfViewerAsync(connection, viewer, ct)).FirstOrDefault(one =>
                wave is null || one.Code.Equals(wave, StringComparison.OrdinalIgnoreCase)
            )
                is { } chosen
            ? await WaveReports.LoadAsync(connection, viewer, chosen, ct)
            : null;
    }

    private static bool IsKnown(string language) => Language.Codes.Contains(language);

    private sealed record FileRequest(
        string Wave,
        string Language,
        string Kind,
        HttpRequest Request,
        Visitor Visitor,
        Database Database,
        ReportPrinter Printer,
        TimeProvider Clock
    );
}
