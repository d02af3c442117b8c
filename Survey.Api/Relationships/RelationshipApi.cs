using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Reports;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Results;

namespace Survey.Api.Relationships;

/// <summary>The published figures of a relationship as JSON, for those who may see its page.</summary>
internal static class RelationshipApi
{
    public static void MapRelationshipApi(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/relationships/{code}", GetAsync)
        .WithSummary("Published figures of a relationship in a sealed wave: of all its customers, by unit and by employment");

    private static async Task<Results<Ok<RelationshipJson>, NotFound>> GetAsync(
        string code, string? wave, Visitor visitor, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var chosen = (await SealedWaves.OfRelationshipAsync(connection, code, ct)).FirstOrDefault(
            sealedWave => WaveNames.Code(wave) is not { } named || sealedWave.Code.Equals(named, StringComparison.OrdinalIgnoreCase));
        if (chosen is null || await ReportedRelationship.FindAsync(connection, chosen.Id, code, ct) is not { } relationship
            || !visitor.SignedIn.MaySeePair(relationship.ProviderUnitId, relationship.CustomerUnitId))
        {
            return TypedResults.NotFound();
        }
        var cells = await ResultReading.CellsAsync(connection, chosen.Id, relationship.Id, ct);
        var units = (await ResultReading.UnitsAsync(connection, chosen.Id, ct)).ToDictionary(unit => unit.UnitId, unit => unit.Code);
        return TypedResults.Ok(RelationshipJson.Of(chosen, relationship, cells, units));
    }
}
