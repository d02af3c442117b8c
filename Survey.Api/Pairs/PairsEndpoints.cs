using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Results;
using Survey.Db.Viewers;
using Survey.Reports.Pairs;

namespace Survey.Api.Pairs;

/// <summary>The matrix of providers and customers that the viewer may see, as a page and as JSON.</summary>
internal static class PairsEndpoints
{
    public static void MapPairs(this IEndpointRouteBuilder routes)
    {
        var results = routes.MapGroup("").RequiresSomewhere(Right.ReadResults);
        results.MapGet("/pairs", PageAsync);
        results.MapGet("/pairs/{provider}/{customer}", PairAsync);
        results.MapGet("/api/v1/pairs", JsonAsync).WithSummary("Overall figures of provider and customer pairs with their roll-ups");
    }

    /// <param name="rows">Codes of collapsed providers, separated by dots.</param>
    /// <param name="columns">Codes of collapsed customers, separated by dots.</param>
    private static Task<IResult> PageAsync(
        Visitor visitor,
        PageCache pages,
        string? wave,
        string? rows,
        string? columns,
        CancellationToken ct
    ) =>
        pages.ShowAsync(
            visitor,
            async connection =>
            {
                var waves = await SealedWaves.OfViewerAsync(connection, visitor.SignedIn, ct);
                var chosen = Choose(waves, wave);
                if (chosen is null && !string.IsNullOrEmpty(wave))
                {
                    return null;
                }
                var table = chosen is null
                    ? null
                    : new PairTable(
                        await PairMatrix.ReadAsync(connection, visitor.SignedIn, chosen.Id, ct),
                        visitor.Language,
                        Codes(rows),
                        Codes(columns)
                    );
                return PairsPage.Of(
                    visitor.Language["pairs.title"],
                    new()
                    {
                        Waves = waves,
                        Wave = chosen,
                        Addresses = table is null ? null : new PairAddresses(table, WaveOfLinks(waves, chosen)),
                        ChartAddress = chosen is null ? null : $"/charts/organisation/{chosen.Code}/pairs",
                    },
                    "wide"
                );
            },
            ct
        );

    /// <summary>All relationships of a pair that has several.</summary>
    private static Task<IResult> PairAsync(
        Visitor visitor,
        PageCache pages,
        string provider,
        string customer,
        string? wave,
        CancellationToken ct
    ) =>
        pages.ShowAsync(
            visitor,
            async connection =>
            {
                var chosen = Choose(await SealedWaves.OfViewerAsync(connection, visitor.SignedIn, ct), wave);
                return chosen is null ? null : await BehindAsync(connection, visitor, chosen, provider, customer, ct);
            },
            ct
        );

    private static async Task<PageContent?> BehindAsync(
        NpgsqlConnection connection,
        Visitor visitor,
        SealedWave wave,
        string provider,
        string customer,
        CancellationToken ct
    )
    {
        var matrix = await PairMatrix.ReadAsync(connection, visitor.SignedIn, wave.Id, ct);
        if (
            Unit(matrix, provider) is not { } from
            || Unit(matrix, customer) is not { } to
            || matrix.Cells.FirstOrDefault(cell => cell.ProviderUnitId == from.UnitId && cell.CustomerUnitId == to.UnitId) is not { } found
        )
        {
            return null;
        }
        var table = new PairTable(matrix, visitor.Language);
        var title = $"{table.Provider(from.UnitId)} → {table.Customer(to.UnitId)}";
        var relationships = await ResultReading.RelationshipsAsync(
            connection,
            wave.Id,
            row => row.ProviderUnitId == from.UnitId && row.CustomerUnitId == to.UnitId,
            ct
        );
        return PairPage.Of(
            title,
            new()
            {
                Wave = wave,
                Title = title,
                Cell = found,
                Relationships = relationships,
            }
        );
    }

    private static async Task<Results<Ok<PairsJson>, NotFound>> JsonAsync(
        Visitor visitor,
        Database database,
        string? wave,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var chosen = Choose(await SealedWaves.OfViewerAsync(connection, visitor.SignedIn, ct), wave);
        return chosen is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(PairsJson.Of(chosen, await PairMatrix.ReadAsync(connection, visitor.SignedIn, chosen.Id, ct)));
    }

    private static WaveUnit? Unit(PairMatrix matrix, string code) =>
        matrix.Units.FirstOrDefault(unit => unit.Code.Equals(code, StringComparison.OrdinalIgnoreCase));

    private static string[] Codes(string? text) => text?.Split('.', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static SealedWave? Choose(IReadOnlyList<SealedWave> waves, string? code) =>
        string.IsNullOrEmpty(code) || code == "latest"
            ? waves is [var latest, ..]
                ? latest
                : null
            : waves.FirstOrDefault(wave => wave.Code.Equals(code, StringComparison.OrdinalIgnoreCase));

    /// <summary>Null: links to the latest wave do not name it.</summary>
    private static string? WaveOfLinks(IReadOnlyList<SealedWave> waves, SealedWave? chosen) =>
        chosen is null || chosen == waves[0] ? null : chosen.Code;
}
