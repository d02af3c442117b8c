using Survey.Db.Responses;
using Survey.Db.Viewers;
using Survey.Reports.Contents;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

public sealed class NotesTests
{
    [Test]
    public async Task What_a_team_that_rates_itself_writes_to_its_lead_is_shown_though_it_has_no_comments()
    {
        await using var test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(test.Database);
        var wave = await PublishedWave.SealAsync(organisation, "W1", new DateOnly(2026, 1, 1));
        await test.Database.InTransactionAsync(database => ResponsePartitions.CreateSealedAsync(database, wave, default));
        await organisation.RunAsync(
            """
            update wave_relationship set minimum_group = 7, minimum_comments = null where code = 'SALES-SALES';
            insert into note (id, wave_id, relationship_id, kind, text)
            select gen_random_uuid(), wave_id, relationship_id, 'thanks', 'Thank you all' from wave_relationship where code = 'SALES-SALES'
            """
        );
        await using var connection = await test.Database.OpenAsync();
        var sales = await organisation.OneAsync<long>("select id from unit where code = 'SALES'");
        var hr = await organisation.OneAsync<long>("select id from unit where code = 'HR'");

        var lead = await RelationshipReport.LoadAsync(
            connection,
            Viewer.InRoles("lead@example.org", new HeldRole("lead", [sales])),
            "SALES-SALES",
            null,
            default
        );
        var other = await RelationshipReport.LoadAsync(
            connection,
            Viewer.InRoles("other@example.org", new HeldRole("lead", [hr])),
            "SALES-SALES",
            null,
            default
        );

        Assert.That(other, Is.Null);
        Assert.That(lead!.Comments, Is.Null);
        Assert.That(await Printed.HtmlAsync(lead), Does.Contain("Thank you all").And.Not.Contain("There are no comments"));
    }
}
