using AngleSharp.Dom;
using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme.SetUp;

public sealed class ChecklistTests
{
    [Test]
    public async Task An_empty_database_shows_every_step_as_missing_but_who_has_access()
    {
        await using var server = await ApiServer.StartAsync();

        var page = await server.PageAsync("anna@example.org", "/programme", "hr");

        Assert.That(
            States(page),
            Is.EqualTo(["missing", "missing", "missing", "missing", "missing", "missing", "missing", "attention", "missing"])
        );
        Assert.That(page.QuerySelector("[aria-current=step] a")!.GetAttribute("href"), Is.EqualTo("/programme/organisation"));
    }

    [Test]
    public async Task A_step_says_what_is_wrong_and_the_approval_ends_the_list()
    {
        await using var server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        await using var connection = await server.Test.Database.OpenAsync();
        await connection.RunAsync("update pulse set approval = 'required'; update unit set lead_email = null", null, default);

        var before = await server.PageAsync("hr1@example.org", "/programme", "hr");
        Assert.That(before.QuerySelector(".checklist-attention")!.TextContent, Does.Contain("privacy page").Or.Contain("no lead"));

        await connection.RunAsync(
            "insert into wave_decision (pulse_id, period, approved_at) select id, '2026-04-06', '2026-03-01Z' from pulse",
            null,
            default
        );
        var after = await server.PageAsync("hr1@example.org", "/programme", "hr");

        Assert.That(after.QuerySelector(".checklist"), Is.Null);
        Assert.That(after.QuerySelector(".to-do")!.TextContent, Does.Contain("no lead"));
        Assert.That((await server.PageAsync("hr1@example.org", "/programme/set-up", "hr")).QuerySelector(".checklist"), Is.Not.Null);
    }

    [Test]
    public async Task The_organisation_is_done_only_with_a_time_zone_of_its_own()
    {
        await using var server = await ApiServer.StartAsync();
        await server.PageAsync("anna@example.org", "/programme", "hr");

        Assert.That((await SavedAsync("UTC"), await SavedAsync("Europe/Tallinn")), Is.EqualTo(("attention", "done")));

        async Task<string> SavedAsync(string zone)
        {
            var form = await FilledForm.OpenAsync(server, "/programme/organisation");
            await form.With("name.en", "Hotel")
                .With("controller", "Hotel")
                .With("contact", "Anna")
                .With("time_zone", zone)
                .SendAndFollowAsync();
            return States(await server.PageAsync("anna@example.org", "/programme")).First();
        }
    }

    private static IEnumerable<string> States(IDocument page) =>
        page.QuerySelectorAll(".checklist > li").Select(step => step.ClassName!.Replace("checklist-", "", StringComparison.Ordinal));
}
