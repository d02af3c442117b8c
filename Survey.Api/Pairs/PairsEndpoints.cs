using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Results;
using Survey.Reports.Pairs;

namespace Survey.Api.Pairs;

/// <summary>Who serves whom: the matrix of what the viewer may see, as a page and as JSON.</summary>
internal static class PairsEndpoints
{
    public static void MapPairs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/pairs", PageAsync);
        routes.MapGet("/api/v1/pairs", JsonAsync).WithSummary("Overall figures of provider and customer pairs with their roll-ups");
    }

    private static Task<IResult> PageAsync(Visitor visitor, PageCache pages, string? wave, CancellationToken ct) =>
        pages.ShowAsync(visitor, async connection =>
        {
            var waves = await ViewerWaves.ListAsync(connection, visitor.SignedIn, ct);
            var chosen = Choose(waves, wave);
            if (chosen is null && !string.IsNullOrEmpty(wave))
            {
                return null;
            }
            var matrix = chosen is null ? null : await PairMatrix.ReadAsync(connection, visitor.SignedIn, chosen.Id, ct);
            return PageContent.Of<PairsPage>(visitor.Language["pairs.title"], new
            {
                Waves = waves,
                Wave = chosen,
                WaveOfLinks = WaveOfLinks(waves, chosen),
                Table = matrix is null ? null : new PairTable(matrix, visitor.Language),
            }, "wide");
        }, ct);

    private static async Task<Results<Ok<PairsJson>, NotFound>> JsonAsync(
        Visitor visitor, Database database, string? wave, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var chosen = Choose(await ViewerWaves.ListAsync(connection, visitor.SignedIn, ct), wave);
        return chosen is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(PairsJson.Of(chosen, await PairMatrix.ReadAsync(connection, visitor.SignedIn, chosen.Id, ct)));
    }

    private static WaveChoice? Choose(IReadOnlyList<WaveChoice> waves, string? code) => string.IsNullOrEmpty(code) || code == "latest"
        ? waves is [var latest, ..] ? latest : null
        : waves.FirstOrDefault(wave => wave.Code.Equals(code, StringComparison.OrdinalIgnoreCase));

    /// <summary>Links to the latest wave need not name it.</summary>
    private static string? WaveOfLinks(IReadOnlyList<WaveChoice> waves, WaveChoice? chosen) =>
        chosen is null || chosen == waves[0] ? null : chosen.Code;
}
