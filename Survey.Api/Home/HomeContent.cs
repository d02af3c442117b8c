using Npgsql;
using Survey.Db.Cases;
using Survey.Db.Languages;
using Survey.Db.Programme;
using Survey.Db.Recognitions;
using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Api.Home;

/// <param name="Results">Null: no wave in the viewer's scope is sealed.</param>
/// <param name="Passed">What was passed on to the people of the viewer's units, the last first.</param>
/// <param name="Shared">How the viewer's units rate services whose customer unit is above them, each as of its last wave.</param>
/// <param name="Due">Cases of the viewer that are overdue or due soon.</param>
public sealed record HomeContent(
    HomeResults? Results,
    IReadOnlyList<CustomerPart> Shared,
    IReadOnlyList<RunningWave> Running,
    IReadOnlyList<RecentRecognition> Passed,
    IReadOnlyList<CaseRow> Due
)
{
    public static async Task<HomeContent> LoadAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        Language language,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var places = await CustomerParts.PlacesAsync(connection, viewer, null, ct);
        return new(
            await HomeResults.LoadAsync(connection, viewer, language, now, ct),
            await CustomerParts.ReadAsync(connection, places.DistinctBy(place => (place.RelationshipId, place.UnitId)), ct),
            await RunningWaves.ListAsync(connection, viewer, ct),
            await RecentRecognition.ListAsync(connection, viewer, ct),
            await DueCases.ListAsync(connection, viewer, now, ct)
        );
    }
}
