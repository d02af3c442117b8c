using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Reports.Sections;

namespace Survey.Api.Units;

/// <summary>What a unit gives and gets, for HR, its lead and those above.</summary>
internal static class UnitEndpoints
{
    public static void MapUnits(this IEndpointRouteBuilder routes) => routes.MapGet("/units/{code}", PageAsync);

    private static async Task<Results<RazorComponentResult<UnitPage>, NotFound>> PageAsync(
        string code, string? wave, Visitor visitor, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var report = await UnitReport.LoadAsync(connection, visitor.SignedIn, code, wave is "" or "latest" ? null : wave, ct);
        return report is null ? TypedResults.NotFound() : new RazorComponentResult<UnitPage>(new { Visitor = visitor, Report = report });
    }
}
