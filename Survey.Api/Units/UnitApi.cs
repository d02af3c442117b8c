using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Reports;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Viewers;
using Survey.Reports.Contents;

namespace Survey.Api.Units;

/// <summary>Response of <c>GET /api/v1/units/{code}</c>.</summary>
/// <param name="Waves">Codes of the sealed waves in which the unit provided or received a service, the last one first.</param>
/// <param name="AsProvider">Over all services of the unit and of units below; null: none.</param>
/// <param name="AsCustomer">Over all services to the unit and to units below; null: none.</param>
public sealed record UnitJson(
    string Code,
    IReadOnlyDictionary<string, string> Name,
    string Wave,
    DateOnly ClosedOn,
    IReadOnlyList<string> Waves,
    CellJson? AsProvider,
    CellJson? AsCustomer,
    IReadOnlyList<ServiceJson> Provides,
    IReadOnlyList<ServiceJson> Receives
)
{
    public static UnitJson Of(UnitReport report) =>
        new(
            report.Unit.Code,
            report.Unit.Names.Values,
            report.Wave.Code,
            report.Wave.ClosedOn,
            [.. report.Waves.Select(wave => wave.Code)],
            report.AsProvider is { } provider ? CellJson.Of(provider, null, report.Wave, report.Waves) : null,
            report.AsCustomer is { } customer ? CellJson.Of(customer, report.Unit.Code, report.Wave, report.Waves) : null,
            [.. report.Provides.Select(row => ServiceJson.Of(row, report.Wave, report.Waves))],
            [.. report.Receives.Select(row => ServiceJson.Of(row, report.Wave, report.Waves))]
        );
}

/// <summary>For those who may see the unit's page.</summary>
internal static class UnitApi
{
    public static void MapUnitApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/v1/units/{code}", GetAsync)
            .RequiresSomewhere(Right.ReadResults)
            .WithSummary(
                "Published figures of a unit in a sealed wave: as provider, as customer, and of each relationship, with their changes"
            );

    private static async Task<Results<Ok<UnitJson>, NotFound>> GetAsync(
        string code,
        string? wave,
        Visitor visitor,
        Database database,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return await UnitReport.LoadAsync(connection, visitor.SignedIn, code, WaveNames.Code(wave), ct) is { } report
            ? TypedResults.Ok(UnitJson.Of(report))
            : TypedResults.NotFound();
    }
}
