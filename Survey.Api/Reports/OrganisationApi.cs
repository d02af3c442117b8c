using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Viewers;
using Survey.Reports.Contents;

namespace Survey.Api.Reports;

/// <summary>Response of <c>GET /api/v1/organisation</c>.</summary>
/// <param name="All">Null: the plan has no roll-up of the organisation.</param>
/// <param name="Waves">Codes of all sealed waves, the last one first.</param>
public sealed record OrganisationJson(
    string Wave,
    DateOnly ClosedOn,
    IReadOnlyList<string> Waves,
    CellJson? All,
    IReadOnlyList<ServiceJson> Services
)
{
    public static OrganisationJson Of(OrganisationReport report) =>
        new(
            report.Wave.Code,
            report.Wave.ClosedOn,
            [.. report.Waves.Select(wave => wave.Code)],
            report.All is { } all ? CellJson.Of(all, null, report.Wave, report.Waves) : null,
            [.. report.Relationships.Select(row => ServiceJson.Of(row, report.Wave, report.Waves))]
        );
}

/// <summary>For those who read the results of the whole organisation; not found for others.</summary>
internal static class OrganisationApi
{
    public static void MapOrganisationApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/v1/organisation", GetAsync)
            .RequiresSomewhere(Right.ReadResults)
            .WithSummary("Published figures of a sealed wave: the organisation and each relationship, with their changes");

    private static async Task<Results<Ok<OrganisationJson>, NotFound>> GetAsync(
        string? wave,
        Visitor visitor,
        Database database,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return await OrganisationReport.LoadAsync(connection, visitor.SignedIn, WaveNames.Code(wave), ct) is { } report
            ? TypedResults.Ok(OrganisationJson.Of(report))
            : TypedResults.NotFound();
    }
}
