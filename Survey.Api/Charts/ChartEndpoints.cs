using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Npgsql;
using Survey.Api.Reports;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Results;
using Survey.Db.Results.Pairs;
using Survey.Db.Viewers;
using Survey.Reports.ChartFiles;
using Survey.Reports.Charts;
using Survey.Reports.Contents;

namespace Survey.Api.Charts;

/// <summary>The charts of a report as SVG, PNG or CSV, for those who may see the report's page.</summary>
internal static class ChartEndpoints
{
    private const string Kind = "{kind:regex(^(svg|png|csv)$)}";

    public static void MapCharts(this IEndpointRouteBuilder routes)
    {
        var results = routes.MapGroup("").RequiresSomewhere(Right.ReadResults);
        results.MapGet($"/charts/relationship/{{code}}/{{wave}}/{{chart}}.{Kind}", RelationshipAsync);
        results.MapGet($"/charts/unit/{{code}}/{{wave}}/{{chart}}.{Kind}", UnitAsync);
        results.MapGet($"/charts/organisation/{{wave}}/{{chart}}.{Kind}", OrganisationAsync);
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> RelationshipAsync(
        string code,
        string wave,
        string chart,
        string kind,
        Visitor visitor,
        Database database,
        HttpContext context,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var report = await RelationshipReport.LoadAsync(connection, visitor.SignedIn, code, WaveNames.Code(wave), ct);
        await connection.CloseAsync();
        return File(report is null ? null : new RelationshipCharts(report, ReaderOf(visitor)).Find(chart), kind, visitor, context);
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> UnitAsync(
        string code,
        string wave,
        string chart,
        string kind,
        Visitor visitor,
        Database database,
        HttpContext context,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var report = await UnitReport.LoadAsync(connection, visitor.SignedIn, code, WaveNames.Code(wave), ct);
        await connection.CloseAsync();
        return File(report is null ? null : new UnitCharts(report, ReaderOf(visitor)).Find(chart), kind, visitor, context);
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> OrganisationAsync(
        string wave,
        string chart,
        string kind,
        Visitor visitor,
        Database database,
        HttpContext context,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        if (chart == "pairs")
        {
            return File(await PairsAsync(connection, WaveNames.Code(wave), visitor, ct), kind, visitor, context);
        }
        var report = await OrganisationReport.LoadAsync(connection, visitor.SignedIn, WaveNames.Code(wave), ct);
        await connection.CloseAsync();
        return File(report is null ? null : new OrganisationCharts(report, ReaderOf(visitor)).Find(chart), kind, visitor, context);
    }

    /// <summary>As on the page of pairs: a lead sees the own pairs, HR sees all.</summary>
    private static async Task<ReportChart?> PairsAsync(NpgsqlConnection connection, string? wave, Visitor visitor, CancellationToken ct)
    {
        var chosen = (await SealedWaves.OfViewerAsync(connection, visitor.SignedIn, ct)).FirstOrDefault(one =>
            wave is null || one.Code.Equals(wave, StringComparison.OrdinalIgnoreCase)
        );
        return chosen is null
            ? null
            : PairCharts.Find(await PairMatrix.ReadAsync(connection, visitor.SignedIn, chosen.Id, ct), chosen, ReaderOf(visitor));
    }

    private static Reader ReaderOf(Visitor visitor) => new(visitor.Language, Printing: true);

    /// <summary>A picture opens in the browser; a table is saved.</summary>
    private static Results<FileContentHttpResult, NotFound> File(ReportChart? chart, string kind, Visitor visitor, HttpContext context)
    {
        if (chart is null)
        {
            return TypedResults.NotFound();
        }
        var disposition = new ContentDispositionHeaderValue(kind == "csv" ? "attachment" : "inline");
        disposition.SetHttpFileName($"{chart.Name}.{kind}");
        context.Response.Headers.ContentDisposition = disposition.ToString();
        var content = kind == "csv" ? TableFile.Make(chart.Rows, context.Request, visitor.Language) : chart.Make(kind);
        return TypedResults.File(
            content,
            kind switch
            {
                "svg" => "image/svg+xml",
                "png" => "image/png",
                _ => "text/csv; charset=utf-8",
            }
        );
    }
}
