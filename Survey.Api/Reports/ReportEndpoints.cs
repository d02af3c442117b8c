using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Viewers;
using Survey.Reports.Contents;
using Survey.Reports.Csv;
using Survey.Reports.Pdf;

namespace Survey.Api.Reports;

/// <summary>Downloads. What the viewer may not see is not found (404), as on the pages.</summary>
internal static class ReportEndpoints
{
    private const string Pdf = "application/pdf";
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var results = routes.MapGroup("").RequiresSomewhere(Right.ReadResults);
        results.MapGet("/reports", PageAsync);
        results.MapGet("/reports/organisation", OrganisationPageAsync);
        results.MapGet("/reports/relationship/{code}/{wave}/{language}.{kind:regex(^(pdf|csv)$)}", RelationshipAsync);
        results.MapGet("/reports/unit/{code}/{wave}/{language}.{kind:regex(^(pdf|csv)$)}", UnitAsync);
        results.MapGet("/reports/organisation/{wave}/{language}.{kind:regex(^(pdf|csv)$)}", OrganisationAsync);
    }

    private static Task<IResult> PageAsync(string? wave, Visitor visitor, PageCache pages, CancellationToken ct) =>
        pages.ShowAsync(
            visitor,
            async connection =>
                ReportsPage.Of(
                    visitor.Language["report.page.reports"],
                    await ReportOffer.LoadAsync(connection, visitor.SignedIn, wave, ct),
                    "wide"
                ),
            ct
        );

    private static Task<IResult> OrganisationPageAsync(string? wave, Visitor visitor, PageCache pages, CancellationToken ct) =>
        pages.ShowAsync(
            visitor,
            async connection =>
                await OrganisationReport.LoadAsync(connection, visitor.SignedIn, WaveNames.Code(wave), ct) is not { } report
                    ? null
                    : OrganisationPage.Of(visitor.Language["report.kind.organisation"], report, "wide"),
            ct
        );

    private static async Task<Results<FileContentHttpResult, NotFound>> RelationshipAsync(
        string code,
        string wave,
        string language,
        string kind,
        HttpRequest request,
        Visitor visitor,
        Database database,
        ReportPrinter printer,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var report = Known(language)
            ? await RelationshipReport.LoadAsync(connection, visitor.SignedIn, code, WaveNames.Code(wave), ct)
            : null;
        await connection.CloseAsync();
        return report is null
            ? TypedResults.NotFound()
            : File(
                kind == "csv"
                    ? TableFile.Make(ReportRows.Of(report), request, Language.Of(language))
                    : await printer.PrintAsync(report, Language.Of(language), ct),
                $"{report.Relationship.Code}-{report.Wave.Code}-{language}.{kind}"
            );
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> UnitAsync(
        string code,
        string wave,
        string language,
        string kind,
        HttpRequest request,
        Visitor visitor,
        Database database,
        ReportPrinter printer,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var report = Known(language) ? await UnitReport.LoadAsync(connection, visitor.SignedIn, code, WaveNames.Code(wave), ct) : null;
        await connection.CloseAsync();
        return report is null
            ? TypedResults.NotFound()
            : File(
                kind == "csv"
                    ? TableFile.Make(ReportRows.Of(report), request, Language.Of(language))
                    : await printer.PrintAsync(report, Language.Of(language), ct),
                $"{report.Unit.Code}-{report.Wave.Code}-{language}.{kind}"
            );
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> OrganisationAsync(
        string wave,
        string language,
        string kind,
        HttpRequest request,
        Visitor visitor,
        Database database,
        ReportPrinter printer,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var report = Known(language) ? await OrganisationReport.LoadAsync(connection, visitor.SignedIn, WaveNames.Code(wave), ct) : null;
        await connection.CloseAsync();
        return report is null
            ? TypedResults.NotFound()
            : File(
                kind == "csv"
                    ? TableFile.Make(ReportRows.Of(report), request, Language.Of(language))
                    : await printer.PrintAsync(report, Language.Of(language), ct),
                $"organisation-{report.Wave.Code}-{language}.{kind}"
            );
    }

    private static FileContentHttpResult File(byte[] content, string name) =>
        TypedResults.File(content, name.EndsWith(".pdf", StringComparison.Ordinal) ? Pdf : Csv, name);

    private static bool Known(string language) => Language.Codes.Contains(language);
}
