using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Programme;
using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Api.Home;

/// <param name="Results">Null: no wave in the viewer's scope is sealed.</param>
/// <param name="Shared">How the viewer's units rate services whose customer unit is above them, each as of its last wave.</param>
public sealed record HomeContent(HomeResults? Results, IReadOnlyList<CustomerPart> Shared, IReadOnlyList<RunningWave> Running)
{
    public static async Task<HomeContent> LoadAsync(NpgsqlConnection connection, Viewer viewer, Language language, CancellationToken ct)
    {
        var places = await CustomerParts.PlacesAsync(connection, viewer, null, ct);
        return new(
            await HomeResults.LoadAsync(connection, viewer, language, ct),
            await CustomerParts.ReadAsync(connection, places.DistinctBy(place => (place.RelationshipId, place.UnitId)), ct),
            await RunningWaves.ListAsync(connection, viewer, ct)
        );
    }
}
