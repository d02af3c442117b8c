using Survey.Db;
using Survey.Db.Looks;
using Survey.Db.Settings;
using Survey.Db.Viewers;

namespace Survey.Api.Demo;

/// <summary>The leads of the demo look at the results of each wave. At the latest results a third of them has not looked yet.</summary>
internal sealed class DemoLooks(Database database, DemoStory story)
{
    public async Task LookAsync(DateTimeOffset sealedAt, bool isRecent, CancellationToken ct)
    {
        var now = sealedAt.AddDays(1);
        await using var connection = await database.OpenAsync(ct);
        var leads = await ResponsibleLead.ReadAsync(connection, now, ct);
        var checks = await CheckedRelationship.ListAsync(connection, now, new ActingOptions().LookWithinDays, ct);
        foreach (var check in checks.Where(check => check.IsDue && !(isRecent && story.NotLooked.Contains(check.Code))))
        {
            if (leads[check.ProviderId].FirstOrDefault() is { } lead)
            {
                var viewer = Viewer.InRoles(lead.Email, new HeldRole(RoleGrants.Lead, [check.ProviderId]));
                await LookRecord.AddAsync(database, viewer, check.Code, check.DueWave!, now, ct);
            }
        }
    }
}
