using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Viewers;

namespace Survey.Db.Results.Pairs;

/// <summary>The overall figure (null: suppressed) of a pair, of a roll-up by provider or customer (other unit null), or of all.</summary>
/// <param name="Relationship">Code of a pair's only relationship; null: several.</param>
/// <param name="Verdict">Change of that relationship's overall rating since the wave before; null: not compared.</param>
public sealed record PairCell(
    CellKind Kind,
    long? ProviderUnitId,
    long? CustomerUnitId,
    PublishedFigure? Overall,
    string? Relationship,
    PublishedVerdict? Verdict
)
{
    public long WaveId { get; init; }
}

/// <summary>The overall figure (null: suppressed) of a relationship. Verdict: see <see cref="PairCell"/>.</summary>
public sealed record PairService(
    string Code,
    LocalizedText Service,
    long ProviderUnitId,
    long CustomerUnitId,
    long WaveId,
    PublishedFigure? Overall,
    PublishedVerdict? Verdict
);

/// <summary>The published pairs and roll-ups that one viewer may see. Units are all of the waves.</summary>
public sealed record PairMatrix(IReadOnlyList<WaveUnit> Units, IReadOnlyList<PairCell> Cells)
{
    /// <summary>The relationships behind the pairs, by code.</summary>
    public IReadOnlyList<PairService> Services { get; init; } = [];

    /// <summary>Of one wave.</summary>
    public static async Task<PairMatrix> ReadAsync(NpgsqlConnection connection, Viewer viewer, long waveId, CancellationToken ct) =>
        await ReadAsync(connection, viewer, waveId, await MatrixRelationship.OfWaveAsync(connection, viewer, waveId, ct), ct);

    /// <summary>
    /// Each relationship as it was last asked, whatever the wave. A pair is the published cell of its newest wave. Roll-ups only if all is
    /// of one wave: no cell of the plan joins several (rule A7).
    /// </summary>
    public static async Task<PairMatrix> LatestAsync(NpgsqlConnection connection, Viewer viewer, CancellationToken ct)
    {
        var asked = await MatrixRelationship.LatestAsync(connection, viewer, ct);
        long[] waves = [.. asked.Select(one => one.WaveId).Distinct()];
        if (waves is [var only])
        {
            return await ReadAsync(connection, viewer, only, asked, ct);
        }
        var units = await ResultReading.LatestUnitsAsync(connection, waves, ct);
        return await ComposeAsync(connection, units, asked, await PairPlace.NewestAsync(connection, asked, ct), ct);
    }

    private static async Task<PairMatrix> ReadAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        long waveId,
        IReadOnlyList<MatrixRelationship> asked,
        CancellationToken ct
    )
    {
        var units = await ResultReading.UnitsAsync(connection, waveId, ct);
        return await ComposeAsync(connection, units, asked, await PairPlace.OfWaveAsync(connection, viewer, waveId, ct), ct);
    }

    private static async Task<PairMatrix> ComposeAsync(
        NpgsqlConnection connection,
        IReadOnlyList<WaveUnit> units,
        IReadOnlyList<MatrixRelationship> asked,
        IReadOnlyList<PairPlace> places,
        CancellationToken ct
    )
    {
        long[] whole = [.. asked.Select(one => one.CellId).OfType<long>()];
        var figures = (
            await FigureReading.FiguresAsync(connection, [.. places.Select(place => place.Id), .. whole], Item.Overall, ct)
        ).ToDictionary(figure => figure.CellId);
        var verdicts = (await VerdictsAsync(connection, whole, ct)).ToDictionary(verdict => verdict.CellId);
        List<PairService> services =
        [
            .. asked.Select(one => new PairService(
                one.Code,
                one.Service,
                one.ProviderUnitId,
                one.CustomerUnitId,
                one.WaveId,
                one.CellId is { } cell ? figures.GetValueOrDefault(cell) : null,
                one.CellId is { } compared ? verdicts.GetValueOrDefault(compared) : null
            )),
        ];
        var behind = services.ToLookup(service => ((long?)service.ProviderUnitId, (long?)service.CustomerUnitId));
        return new PairMatrix(units, [.. places.Select(place => place.Cell(figures.GetValueOrDefault(place.Id), behind))])
        {
            Services = services,
        };
    }

    private static async Task<IReadOnlyList<PublishedVerdict>> VerdictsAsync(NpgsqlConnection connection, long[] ids, CancellationToken ct)
    {
        var cells = await FigureReading.PlannedCellsAsync(connection, "id = any(@ids)", new { ids }, ct);
        return await MarkedVerdicts.ReadAsync(connection, cells, "item = 'overall' and against = 'before'", ct);
    }
}
