using Npgsql;
using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Reports.Sections;

/// <summary>A whole wave, for HR.</summary>
/// <param name="All">Null: the plan has no roll-up of the organisation.</param>
public sealed record OrganisationReport(
    SealedWave Wave, PublishedCell? All, IReadOnlyList<RelationshipResult> Relationships,
    PairMatrix Pairs, IReadOnlyDictionary<long, WaveUnit> Units)
{
    /// <param name="wave">A wave's code; null: the last one sealed.</param>
    /// <returns>Null when there is no such wave, or the viewer is not HR.</returns>
    public static async Task<OrganisationReport?> LoadAsync(
        NpgsqlConnection connection, Viewer viewer, string? wave, CancellationToken ct)
    {
        if (!viewer.IsHr || await FindAsync(connection, wave, ct) is not { } chosen)
        {
            return null;
        }
        return new OrganisationReport(
            chosen,
            await ResultReading.OrganisationAsync(connection, chosen.Id, ct),
            await ResultReading.RelationshipsAsync(connection, chosen.Id, ct),
            await PairMatrix.ReadAsync(connection, viewer, chosen.Id, ct),
            (await ResultReading.UnitsAsync(connection, chosen.Id, ct)).ToDictionary(unit => unit.UnitId));
    }

    private static async Task<SealedWave?> FindAsync(NpgsqlConnection connection, string? wave, CancellationToken ct) =>
        wave is not null ? await SealedWaves.FindAsync(connection, wave, ct)
        : await SealedWaves.ListAsync(connection, ct) is [var last, ..] ? last
        : null;
}
