using Npgsql;
using Survey.Db;
using Survey.Db.Announcements;
using Survey.Db.Demo;
using Survey.Db.Languages;
using Survey.Db.Recognitions;
using Survey.Db.Settings;
using Survey.Db.Structure;

namespace Survey.Api.Demo;

/// <summary>"You said, we did", and thanks that are passed on, in the demo's past. What was told before is not told again.</summary>
internal sealed class DemoNews(Database database, DemoStory story)
{
    private static readonly string Fallback = new OrganisationSettings().DefaultLanguage;

    public async Task TellAsync(DemoWave wave, DateTimeOffset sealedAt, CancellationToken ct)
    {
        foreach (var one in story.Announcements.Where(one => wave.IsTurn(one.Relationship, one.Turn)))
        {
            await database.InTransactionAsync(connection => AnnounceAsync(connection, one, sealedAt.AddDays(one.After), ct), ct);
        }
        foreach (var one in story.Recognitions.Where(one => wave.IsTurn(one.Relationship, one.Turn)))
        {
            await database.InTransactionAsync(connection => PassOnAsync(connection, one, sealedAt.AddDays(2), ct), ct);
        }
    }

    private static async Task AnnounceAsync(NpgsqlConnection connection, DemoAnnouncement one, DateTimeOffset now, CancellationToken ct)
    {
        var id = (await ListedRelationship.FindAsync(connection, one.Relationship, ct))!.Id;
        await AnnouncementChanges.LockAsync(connection, id, ct);
        if (
            await Announcement.ComingAsync(connection, id, ct) is null
            && await Announcement.CarriedAsync(connection, id, ct) is { Count: 0 }
        )
        {
            await AnnouncementChanges.SaveAsync(connection, id, new LocalizedText(one.Texts), Fallback, one.By, now, ct);
            await AnnouncementChanges.ReleaseAsync(connection, id, DemoAccounts.Hr, now.AddHours(3), ct);
        }
    }

    private static async Task PassOnAsync(NpgsqlConnection connection, DemoRecognition one, DateTimeOffset now, CancellationToken ct)
    {
        var offer = (await RecognitionOffer.FindAsync(connection, one.Relationship, now, ct))!;
        if (offer.Thanks.All(thanks => !thanks.IsPassedOn))
        {
            // By their text: their ids differ from load to load.
            var thanks = offer.Thanks.OrderBy(thanks => thanks.Text, StringComparer.Ordinal).Take(one.Thanks).Select(thanks => thanks.Id);
            await PassingOn.PassOnAsync(connection, Guid.NewGuid(), offer, offer.Choose(one.Item, thanks), one.By, now, ct);
            await DemoRecords.MarkPassedOnAsync(connection, now, ct);
        }
    }
}
