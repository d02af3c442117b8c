using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Reports.Sections;

namespace Survey.Api.Relationships;

/// <summary>What a relationship's customers say, for those whom it concerns.</summary>
internal static class RelationshipEndpoints
{
    public static void MapRelationships(this IEndpointRouteBuilder routes) => routes.MapGet("/relationships/{code}", PageAsync);

    private static async Task<Results<RazorComponentResult<RelationshipPage>, NotFound>> PageAsync(
        string code, string? wave, Visitor visitor, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var report = await RelationshipReport.LoadAsync(connection, visitor.SignedIn, code, wave is "" or "latest" ? null : wave, ct);
        return report is null ? TypedResults.NotFound() : new RazorComponentResult<RelationshipPage>(new { Visitor = visitor, Report = report });
    }
}
