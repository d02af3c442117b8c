using Npgsql;
using Survey.Db.Programme;
using Survey.Db.Results;
using Survey.Db.Results.Pairs;
using Survey.Db.Viewers;

namespace Survey.Reports.Contents;

/// <summary>A whole wave. Waves: all sealed ones, the last first. Null All: the plan has no roll-up of the organisation.</summary>
public sealed record OrganisationReport(
    SealedWave Wave,
    IReadOnlyList<SealedWave> Waves,
    PublishedCell? All,
    IReadOnlyList<RelationshipResult> Relationships,
    PairMatrix Pairs,
    IReadOnlyDictionary<long, WaveUnit> Units
)
{
    /// <summary>The organisation in history and in the waves of the same pulse up to this one, oldest first.</summary>
    public IReadOnlyList<TrendPoint> Trend { get; init; } = [];

    /// <summary>Of units that are large enough, the last count before closing (rule A3). Empty: no bands were kept.</summary>
    public IReadOnlyList<ParticipationRow> UnitParticipation { get; init; } = [];

    public WaveUnit Root => Units.Values.Single(unit => unit.ParentId is null);

    /// <summary>Null wave: the last one sealed. Null result: there is no such wave, or it is not for the viewer.</summary>
    public static async Task<OrganisationReport?> LoadAsync(NpgsqlConnection connection, Viewer viewer, string? wave, CancellationToken ct)
    {
        if (!viewer.ReadsOrganisationResults)
        {
            return null;
        }
        var waves = await SealedWaves.ListAsync(connection, ct);
        if (
            waves.FirstOrDefault(one => wave is null || string.Equals(one.Code, wave, StringComparison.OrdinalIgnoreCase)) is not { } chosen
        )
        {
            return null;
        }
        var trend = (await SealedWaves.LeadingToAsync(connection, chosen.Id, ct)).Take(TrendFigure.MostWaves).Reverse().ToList();
        var cells = (await ResultReading.OrganisationsAsync(connection, [.. trend.Select(one => one.Id)], ct)).ToDictionary(cell =>
            cell.Cell.WaveId
        );
        return new OrganisationReport(
            chosen,
            waves,
            cells.GetValueOrDefault(chosen.Id),
            await ResultReading.RelationshipsAsync(connection, chosen.Id, _ => true, ct),
            await PairMatrix.ReadAsync(connection, viewer, chosen.Id, ct),
            (await ResultReading.UnitsAsync(connection, chosen.Id, ct)).ToDictionary(unit => unit.UnitId)
        )
        {
            Trend = [.. trend.Where(one => cells.ContainsKey(one.Id)).Select(one => new TrendPoint(one, cells[one.Id]))],
            UnitParticipation = await RunningWaves.ParticipationAsync(connection, viewer, chosen.Id, ct),
        };
    }
}
