using Survey.Db;
using Survey.Db.Demo;
using Survey.Db.People;
using Survey.Db.Pulses;
using Survey.Db.Questionnaires;
using Survey.Db.Relationships;
using Survey.Db.Settings;
using Survey.Db.Units;
using Survey.Db.Viewers;

namespace Survey.Api.Demo;

/// <summary>
/// Loads the demo organisation and lives through its past. Each step can be repeated, so a load that was interrupted is finished by the
/// next.
/// </summary>
internal static class DemoLoader
{
    private static readonly string[] Journeys = ["facilities", "finance", "handover", "hr_services", "it_support"];

    /// <summary>True when the demo may be loaded here: into an empty database, or one in which a load was interrupted.</summary>
    public static async Task<bool> HasRoomAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await DemoRecords.HasRoomAsync(connection, ct);
    }

    /// <param name="now">A monthly wave begins on this day; see <see cref="DemoCalendar"/>.</param>
    public static async Task LoadAsync(Database database, FigureKey key, DateTimeOffset now, CancellationToken ct)
    {
        await database.InTransactionAsync(
            async connection =>
            {
                await DemoRecords.NoteAsync(connection, DemoRecords.Started, now, ct);
                await ImportAsync(connection, now, ct);
            },
            ct
        );
        await new DemoPast(database, key).LiveAsync(now, ct);
        await database.InTransactionAsync(connection => DemoRecords.NoteAsync(connection, DemoRecords.Finished, now, ct), ct);
    }

    private static async Task ImportAsync(Npgsql.NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        await using var units = DemoFiles.Open("units.csv");
        await using var people = DemoFiles.Open("people.csv");
        await using var relationships = DemoFiles.Open("relationships.csv");
        await UnitImport.ImportAsync(connection, units, "demo", now, ct);
        await PersonImport.ImportAsync(connection, people, NamesakePolicy.Unknown, "demo", now, ct);
        foreach (var code in Journeys)
        {
            await QuestionnaireStore.StoreAsync(connection, await TemplateShelf.ReadFileAsync(code, ct), "demo", now, ct);
        }
        await RelationshipImport.ImportAsync(connection, relationships, ct);
        await RoleGrants.GrantAsync(connection, RoleGrants.Hr, DemoAccounts.Hr, null, outsider: false, "demo", now, ct);
        // An interrupted load is finished with the calendar it was begun with.
        if ((await PulseList.AllAsync(connection, ct)).Count == 0)
        {
            foreach (var pulse in await DemoFiles.PulsesAsync(now, ct))
            {
                await PulseImport.StoreAsync(connection, pulse, now, ct);
            }
        }
    }
}
