using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Survey.Api.Reports;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Db.Results.Pairs;
using Survey.Db.Viewers;
using Survey.Reports.Pairs;

namespace Survey.Api.Pairs;

/// <summary>The providers and customers that the viewer may see, as a list or a matrix, and as JSON.</summary>
internal static class PairsEndpoints
{
    private const string LastWave = "latest";

    public static void MapPairs(this IEndpointRouteBuilder routes)
    {
        var results = routes.MapGroup("").RequiresSomewhere(Right.ReadResults);
        results.MapGet("/pairs", PageAsync);
        results.MapGet("/pairs/{provider}/{customer}", PairAsync);
        results.MapGet("/api/v1/pairs", JsonAsync).WithSummary("Overall figures of provider and customer pairs with their roll-ups");
    }

    private static Task<IResult> PageAsync(Visitor visitor, PageCache pages, [AsParameters] Asked asked, CancellationToken ct) =>
        pages.ShowAsync(
            visitor,
            async connection =>
                await LoadAsync(connection, visitor, asked.Wave, ct) is { } loaded
                    ? PairsPage.Of(visitor.Language["pairs.title"], View(loaded, asked, visitor.Language))
                    : null,
            ct
        );

    private static PairsView View(Loaded loaded, Asked asked, Language language)
    {
        if (loaded.Matrix is null)
        {
            return new(loaded.Waves, null);
        }
        var table = new PairTable(loaded.Matrix, language, Codes(asked.Rows), Codes(asked.Columns));
        var addresses = new PairAddresses(table, loaded.Chosen?.Code, EnumText.Find<PairForm>(asked.View));
        return new(loaded.Waves, new(loaded.Chosen, loaded.Only, addresses, loaded.Ages(language)));
    }

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
                await LoadAsync(connection, visitor, wave, ct) is { Matrix: not null } loaded
                    ? Behind(loaded, visitor.Language, provider, customer)
                    : null,
            ct
        );

    private static PageContent? Behind(Loaded loaded, Language language, string provider, string customer)
    {
        var matrix = loaded.Matrix!;
        if (
            Unit(matrix, provider) is not { UnitId: var from, Code: var one }
            || Unit(matrix, customer) is not { UnitId: var to, Code: var other }
            || matrix.Cells.FirstOrDefault(cell => cell.ProviderUnitId == from && cell.CustomerUnitId == to) is not { } found
        )
        {
            return null;
        }
        var table = new PairTable(matrix, language);
        var title = $"{table.Provider(from)} → {table.Customer(to)}";
        return PairPage.Of(
            title,
            new()
            {
                Waves = loaded.Waves.ToDictionary(wave => wave.Id),
                Title = title,
                Cell = found,
                Services = [.. matrix.Services.Where(one => one.ProviderUnitId == from && one.CustomerUnitId == to)],
                Meeting = from == to ? null : MeetingEndpoints.Address(one, other, language),
                Ages = loaded.Ages(language),
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
        var waves = await SealedWaves.OfViewerAsync(connection, visitor.SignedIn, ct);
        var chosen = Find(waves, string.IsNullOrEmpty(wave) ? LastWave : wave);
        return chosen is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(PairsJson.Of(chosen, await PairMatrix.ReadAsync(connection, visitor.SignedIn, chosen.Id, ct)));
    }

    /// <param name="wave">A code, or "latest"; nothing: each relationship in its latest wave.</param>
    /// <returns>Null: there is no such wave.</returns>
    private static async Task<Loaded?> LoadAsync(NpgsqlConnection connection, Visitor visitor, string? wave, CancellationToken ct)
    {
        var waves = await SealedWaves.OfViewerAsync(connection, visitor.SignedIn, ct);
        if (!string.IsNullOrEmpty(wave))
        {
            return Find(waves, wave) is { } chosen
                ? new(waves, chosen, await PairMatrix.ReadAsync(connection, visitor.SignedIn, chosen.Id, ct))
                : null;
        }
        return new(waves, null, waves.Count == 0 ? null : await PairMatrix.LatestAsync(connection, visitor.SignedIn, ct));
    }

    private static WaveUnit? Unit(PairMatrix matrix, string code) =>
        matrix.Units.FirstOrDefault(unit => unit.Code.Equals(code, StringComparison.OrdinalIgnoreCase));

    internal static string[] Codes(string? text) => text?.Split('.', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static SealedWave? Find(IReadOnlyList<SealedWave> waves, string code) =>
        waves.FirstOrDefault(wave => code == LastWave || wave.Code.Equals(code, StringComparison.OrdinalIgnoreCase));

    /// <param name="View">list or matrix; anything else: as the number of pairs suggests.</param>
    /// <param name="Rows">Codes of collapsed providers, separated by dots.</param>
    /// <param name="Columns">Codes of collapsed customers, separated by dots.</param>
    private sealed record Asked(string? Wave, string? View, string? Rows, string? Columns);

    /// <param name="Matrix">Null: there is no sealed wave.</param>
    private sealed record Loaded(IReadOnlyList<SealedWave> Waves, SealedWave? Chosen, PairMatrix? Matrix)
    {
        private readonly List<long> _shown = [.. Matrix?.Services.Select(one => one.WaveId).Distinct() ?? []];

        public SealedWave? Only => _shown is [var id] ? Waves.First(wave => wave.Id == id) : null;

        public PairAges? Ages(Language language) =>
            _shown.Count < 2 ? null : new([.. Waves.Where(wave => _shown.Contains(wave.Id))], language);
    }
}
