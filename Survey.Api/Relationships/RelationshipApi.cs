using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Reports;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Viewers;
using Survey.Reports.Contents;

namespace Survey.Api.Relationships;

/// <summary>For those who may see the relationship's page.</summary>
internal static class RelationshipApi
{
    public static void MapRelationshipApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/v1/relationships/{code}", GetAsync)
            .RequiresSomewhere(Right.ReadResults)
            .WithSummary(
                "Published figures of a relationship in a sealed wave: of all its customers, by unit and by employment, "
                    + "with changes, drivers, funnel, slopes and the other direction"
            );

    private static async Task<Results<Ok<RelationshipJson>, NotFound>> GetAsync(
        string code,
        string? wave,
        Visitor visitor,
        Database database,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return await RelationshipReport.LoadAsync(connection, visitor.SignedIn, code, WaveNames.Code(wave), ct) is { } report
            ? TypedResults.Ok(RelationshipJson.Of(report))
            : TypedResults.NotFound();
    }
}
