using Survey.Tests.Support;

namespace Survey.Tests.Api.Cases;

public sealed class CaseListPagesTests : OnCasePages
{
    [Test]
    public async Task Without_cases_a_lead_reads_what_to_do_and_takes_up_a_finding()
    {
        var provider = await Server.PageAsync(Provides, "/cases");
        var customer = await ReadAsync(Receives, "/cases");
        var home = await Server.PageAsync(Provides, "/");

        Assert.That(provider.Body!.TextContent, Does.Contain("There is no case yet").And.Contain("Not taken up yet"));
        Assert.That(provider.QuerySelectorAll("a.button").Select(link => link.GetAttribute("href")), Has.Some.EqualTo(New));
        Assert.That(provider.QuerySelector(".page-nav [aria-current]")!.TextContent, Is.EqualTo("Cases"));
        Assert.That(customer, Does.Contain("There is no case.").And.Not.Contain("Not taken up yet"));
        Assert.That(home.QuerySelectorAll("a").Select(link => link.GetAttribute("href")), Has.Some.EqualTo(New));
    }

    [Test]
    public async Task Overdue_cases_come_first_and_stand_on_the_start_page_of_their_owner()
    {
        await OpenAsync(Provider, terms: Terms("Soon.", await PersonAsync("hr1")));
        await OpenAsync(Provider, "overall", terms: Terms("Late.", await PersonAsync("hr1")) with { DueOn = Due.AddDays(-20) });
        Server.Clock.Now = Now.AddDays(25);

        var list = await Server.PageAsync(Receives, "/cases");
        var home = await ReadAsync(Provides, "/");

        Assert.That(
            list.QuerySelectorAll(".case-rows .row-words a").Select(link => link.TextContent),
            Is.EqualTo(new[] { "Late.", "Soon." })
        );
        Assert.That(list.QuerySelectorAll("h2").Select(title => title.TextContent), Is.EqualTo(new[] { "Overdue", "Going on" }));
        Assert.That(home, Does.Contain("Your cases that are due").And.Contain("Late.").And.Contain("open, overdue"));
        Assert.That(await ReadAsync(Receives, "/"), Does.Not.Contain("Your cases that are due"));
        Assert.That(await ReadAsync(Staff, "/"), Does.Not.Contain("Your cases that are due"));
    }

    [Test]
    public async Task The_list_is_filtered_by_state_and_unit()
    {
        await OpenedAsync();

        Assert.That(await ReadAsync(Staff, "/cases?unit=sales&state=open"), Does.Contain("Two people answer the phone."));
        Assert.That(await ReadAsync(Staff, "/cases?unit=SHOP"), Does.Not.Contain("Two people answer the phone."));
        Assert.That(await ReadAsync(Staff, "/cases?state=done"), Does.Not.Contain("Two people answer the phone.").And.Contain("0 cases"));
        Assert.That(await ReadAsync(Staff, "/cases?state=done&page=-5"), Does.Contain("0 cases"));
    }

    [Test]
    public async Task More_than_300_cases_make_a_second_page()
    {
        await Organisation.RunAsync(
            """
            insert into service_case (id, relationship_id, breakdown_point, wave_id, change, due_on, state, opened_at, ended_at)
            select gen_random_uuid(), relationship.id, 'waiting', wave.id, 'Change ' || number, '2026-03-12', 'withdrawn', @Now, @Now
            from relationship, wave, generate_series(1, 301) as number
            where relationship.code = 'HR-SALES' and wave.code = 'W1'
            """,
            new { Now }
        );

        var first = await Server.PageAsync(Provides, "/cases?unit=SALES");
        var second = await Server.PageAsync(Provides, first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var beyond = await Server.PageAsync(Provides, "/cases?page=77");

        Assert.That(first.QuerySelectorAll(".case-state"), Has.Length.EqualTo(300));
        Assert.That(second.QuerySelectorAll(".case-state"), Has.Length.EqualTo(1));
        Assert.That(second.QuerySelector("a[rel=prev]")!.GetAttribute("href"), Is.EqualTo("/cases?unit=SALES"));
        Assert.That(beyond.QuerySelectorAll(".case-state"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task The_file_has_the_cases_that_the_viewer_may_see_and_no_formula()
    {
        await OpenAsync(Provider, terms: Terms("=HYPERLINK(\"x\"), or so", await PersonAsync("hr1")));

        var rows = (await ReadAsync(Receives, "/cases.csv")).Split("\r\n");
        var above = await ReadAsync(LeadsAbove, "/cases.csv");

        Assert.That(rows[0], Does.StartWith("\uFEFFrelationship,provider,customer,step,wave,state,overdue,change,owner"));
        Assert.That(rows[1], Does.StartWith("HR-SALES,HR,SALES,waiting,W1,open,no,\"'=HYPERLINK(\"\"x\"\"), or so\","));
        Assert.That(above.Split("\r\n"), Has.Length.EqualTo(2));
    }
}
