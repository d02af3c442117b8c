using Npgsql;
using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Api.Reports;

/// <summary>Reports of a wave that a viewer may download.</summary>
/// <param name="Waves">Waves with results for the viewer, the last one first.</param>
/// <param name="Wave">Null: there is none.</param>
/// <param name="Units">Units that provide or receive a service themselves.</param>
public sealed record ReportOffer(
    IReadOnlyList<SealedWave> Waves,
    SealedWave? Wave,
    bool Organisation,
    IReadOnlyList<WaveUnit> Units,
    IReadOnlyList<ReportedRelationship> Relationships
)
{
    /// <param name="wave">A code; any other value means the last wave.</param>
    public static async Task<ReportOffer> LoadAsync(NpgsqlConnection connection, Viewer viewer, string? wave, CancellationToken ct)
    {
        var waves = await SealedWaves.OfViewerAsync(connection, viewer, ct);
        if (waves.Count == 0)
        {
            return new ReportOffer([], null, false, [], []);
        }
        var chosen = waves.FirstOrDefault(one => string.Equals(one.Code, wave, StringComparison.OrdinalIgnoreCase)) ?? waves[0];
        var relationships = (await ReportedRelationship.ListAsync(connection, chosen.Id, ct))
            .Where(one => viewer.ReadsResultsOf(one.ProviderUnitId, one.CustomerUnitId))
            .ToList();
        var taking = relationships.SelectMany(one => new[] { one.ProviderUnitId, one.CustomerUnitId }).ToHashSet();
        var units = (await ResultReading.UnitsAsync(connection, chosen.Id, ct)).Where(unit =>
            taking.Contains(unit.UnitId) && viewer.ReadsResultsOfUnit(unit.UnitId)
        );
        return new ReportOffer(waves, chosen, viewer.ReadsOrganisationResults, [.. units], relationships);
    }
}
