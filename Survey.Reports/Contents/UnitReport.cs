using Npgsql;
using Survey.Db.Comments;
using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Reports.Contents;

/// <summary>What a unit and those below it provide and receive in one wave. Waves: those in which they did, the last one first.</summary>
/// <param name="Parent">Null: the unit is the root, or the parent is not for the viewer.</param>
/// <param name="Children">Directly below, with services, as far as the viewer may see them.</param>
/// <param name="AsProvider">Roll-up of all its services; null: it provides none. AsCustomer: the same of services to it.</param>
/// <param name="Comments">In languages that too few wrote for a single relationship.</param>
public sealed record UnitReport(
    SealedWave Wave,
    IReadOnlyList<SealedWave> Waves,
    WaveUnit Unit,
    WaveUnit? Parent,
    IReadOnlyList<WaveUnit> Children,
    PublishedCell? AsProvider,
    PublishedCell? AsCustomer,
    IReadOnlyList<RelationshipResult> Provides,
    IReadOnlyList<RelationshipResult> Receives,
    IReadOnlyList<ShownComment> Comments
)
{
    /// <summary>By this reader.</summary>
    public bool CommentsAreRemovable { get; init; }

    /// <summary>Title and figure of work time lost where several services join. History never asked about it.</summary>
    public IEnumerable<(string Title, PublishedFigure? RollUp)> TimeLost =>
        [
            .. !Wave.Imported && Provides.Count > 1 ? [("byCustomers", AsProvider?.TimeLost)] : Array.Empty<(string, PublishedFigure?)>(),
            .. !Wave.Imported && Receives.Count > 1 ? [("byUnit", AsCustomer?.TimeLost)] : Array.Empty<(string, PublishedFigure?)>(),
        ];

    /// <summary>Null wave: the last one sealed with services of the unit. Null result: not found, or not for the viewer.</summary>
    public static async Task<UnitReport?> LoadAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string code,
        string? wave,
        CancellationToken ct
    )
    {
        var waves = await SealedWaves.OfUnitAsync(connection, code, ct);
        var chosen = waves.FirstOrDefault(one => wave is null || string.Equals(one.Code, wave, StringComparison.OrdinalIgnoreCase));
        if (chosen is null)
        {
            return null;
        }
        var units = await ResultReading.UnitsAsync(connection, chosen.Id, ct);
        var unit = units.FirstOrDefault(one => string.Equals(one.Code, code, StringComparison.OrdinalIgnoreCase));
        return unit is null || !viewer.ReadsResultsOfUnit(unit.UnitId)
            ? null
            : await LoadAsync(connection, viewer, waves, chosen, unit, units, ct);
    }

    private static async Task<UnitReport> LoadAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        IReadOnlyList<SealedWave> waves,
        SealedWave wave,
        WaveUnit unit,
        IReadOnlyList<WaveUnit> units,
        CancellationToken ct
    )
    {
        var (asProvider, asCustomer) = await ResultReading.UnitAsync(connection, wave.Id, unit.UnitId, ct);
        var below = Below(unit, units);
        // A unit that has since left the viewer's part of the tree is not the viewer's any more.
        var results = await ResultReading.RelationshipsAsync(
            connection,
            wave.Id,
            one =>
                viewer.ReadsResultsOf(one.ProviderUnitId, one.CustomerUnitId)
                && (below.Contains(one.ProviderUnitId) || below.Contains(one.CustomerUnitId)),
            ct
        );
        var withResults = await ResultReading.UnitsWithResultsAsync(connection, wave.Id, ct);
        return new UnitReport(
            wave,
            waves,
            unit,
            units.FirstOrDefault(one => one.UnitId == unit.ParentId && viewer.ReadsResultsOfUnit(one.UnitId)),
            [
                .. units.Where(one =>
                    one.ParentId == unit.UnitId && viewer.ReadsResultsOfUnit(one.UnitId) && withResults.Contains(one.UnitId)
                ),
            ],
            asProvider,
            asCustomer,
            [.. results.Where(result => below.Contains(result.Relationship.ProviderUnitId))],
            [.. results.Where(result => below.Contains(result.Relationship.CustomerUnitId))],
            viewer.ReadsComments(unit.UnitId) ? await CommentReading.OfUnitAsync(connection, wave.Id, unit.UnitId, ct) : []
        )
        {
            CommentsAreRemovable = viewer.May(Right.RunProgramme),
        };
    }

    private static HashSet<long> Below(WaveUnit top, IReadOnlyList<WaveUnit> units)
    {
        var children = units.ToLookup(unit => unit.ParentId);
        var found = new HashSet<long>();
        var open = new Queue<WaveUnit>([top]);
        while (open.TryDequeue(out var unit))
        {
            found.Add(unit.UnitId);
            foreach (var child in children[unit.UnitId])
            {
                open.Enqueue(child);
            }
        }
        return found;
    }
}
