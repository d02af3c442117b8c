using Npgsql;
using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Reports.Contents;

/// <summary>What a viewer may read about a service whose customer unit is above the viewer's: the own units' cells of one wave.</summary>
/// <param name="Waves">In which such a cell is shown, the last one first.</param>
/// <param name="Parts">Of one relationship, at least one.</param>
public sealed record CustomerPartReport(SealedWave Wave, IReadOnlyList<SealedWave> Waves, IReadOnlyList<CustomerPart> Parts)
{
    public ReportedRelationship Relationship => Parts[0].Result.Relationship;

    /// <summary>Null wave: the last one with such a cell. Null result: there is none, or none for the viewer.</summary>
    public static async Task<CustomerPartReport?> LoadAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string code,
        string? wave,
        CancellationToken ct
    )
    {
        var places = (await CustomerParts.PlacesAsync(connection, viewer, code, ct)).ToLookup(place => place.WaveId);
        List<SealedWave> waves = [.. (await SealedWaves.OfRelationshipAsync(connection, code, ct)).Where(one => places.Contains(one.Id))];
        var chosen = waves.Find(one => wave is null || string.Equals(one.Code, wave, StringComparison.OrdinalIgnoreCase));
        return chosen is null ? null : new(chosen, waves, await CustomerParts.ReadAsync(connection, places[chosen.Id], ct));
    }
}
