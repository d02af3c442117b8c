using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Reports.Csv;
using Survey.Reports.Pdf;
using Survey.Reports.Sections;

namespace Survey.Api.Reports;

/// <summary>Downloads. What is not the viewer's is not found, as file and as page.</summary>
internal static class ReportEndpoints
{
    private const string Pdf = "application/pdf";
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reports", PageAsync);
        routes.MapGet("/reports/organisation", OrganisationPageAsync);
        routes.MapGet("/reports/relationship/{code}/{wave}/{language}.{kind:regex(^(pdf|csv)$)}", RelationshipAsync);
        routes.MapGet("/reports/unit/{code}/{wave}/{language}.{kind:regex(^(pdf|csv)$)}", UnitAsync);
        routes.MapGet("/reports/organisation/{wave}/{language}.{kind:regex(^(pdf|csv)$)}", OrganisationAsync);
    }

    private static async Task<RazorComponentResult<ReportsPage>> PageAsync(
        string? wave, Visitor visitor, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return new RazorComponentResult<ReportsPage>(new
        {
            Visitor = visitor,
            Offer = await ReportOffer.LoadAsync(connection, visitor.SignedIn, wave, ct),
        });
    }

    private static async Task<Results<RazorComponentResult<OrganisationPage>, NotFound>> OrganisationPageAsync(
        string? wave, Visitor visitor, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var report = await OrganisationReport.LoadAsync(connection, visitor.SignedIn, wave is "" or "latest" ? null : wave, ct);
        return report is null ? TypedResults.NotFound() : new RazorComponentResult<OrganisationPage>(new { Visitor = visitor, Report = report });
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> RelationshipAsync(
        string code, string wave, string language, string kind, Visitor visitor, Database database, ReportPrinter printer, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var report = Known(language) ? await RelationshipReport.LoadAsync(connection, visitor.SignedIn, code, Wave(wave), ct) : null;
        await connection.CloseAsync();
        return report is null ? TypedResults.NotFound()
            : kind == "csv" ? File(ReportCsv.Write(ReportRows.Of(report)), $"{report.Relationship.Code}-{report.Wave.Code}-{language}.csv")
            : File(await printer.PrintAsync(report, Language.Of(language), ct), $"{report.Relationship.Code}-{report.Wave.Code}-{language}.pdf");
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> UnitAsync(
        string code, string wave, string language, string kind, Visitor visitor, Database database, ReportPrinter printer, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var report = Known(language) ? await UnitReport.LoadAsync(connection, visitor.SignedIn, code, Wave(wave), ct) : null;
        await connection.CloseAsync();
        return report is null ? TypedResults.NotFound()
            : kind == "csv" ? File(ReportCsv.Write(ReportRows.Of(report)), $"{report.Unit.Code}-{report.Wave.Code}-{language}.csv")
            : File(await printer.PrintAsync(report, Language.Of(language), ct), $"{report.Unit.Code}-{report.Wave.Code}-{language}.pdf");
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> OrganisationAsync(
        string wave, string language, string kind, Visitor visitor, Database database, ReportPrinter printer, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var report = Known(language) ? await OrganisationReport.LoadAsync(connection, visitor.SignedIn, Wave(wave), ct) : null;
        await connection.CloseAsync();
        return report is null ? TypedResults.NotFound()
            : kind == "csv" ? File(ReportCsv.Write(ReportRows.Of(report)), $"organisation-{report.Wave.Code}-{language}.csv")
            : File(await printer.PrintAsync(report, Language.Of(language), ct), $"organisation-{report.Wave.Code}-{language}.pdf");
    }

    private static FileContentHttpResult File(byte[] content, string name) =>
        TypedResults.File(content, name.EndsWith(".pdf", StringComparison.Ordinal) ? Pdf : Csv, name);

    private static string? Wave(string wave) => wave == "latest" ? null : wave;

    private static bool Known(string language) => Language.Codes.Contains(language);
}
