using AngleSharp.Dom;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Shared;

/// <summary>Who is signed in, where the page is, and the way back.</summary>
public sealed class FrameTests
{
    private ApiServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(_server.Test.Database);
        await organisation.RunAsync(
            """
            update person set name = 'Anna Saar' where email = 'hr1@example.org';
            update unit set lead_email = 'it1@example.org' where code = 'IT';
            update unit set lead_email = 'sales1@example.org' where code in ('HR', 'SALES', 'SHOP');
            insert into role_grant (email, role, granted_at) values ('advisor@example.com', 'admin', '2026-01-01Z')
            """
        );
        await PublishedWave.SealAsync(organisation, "W1", new DateOnly(2026, 1, 1));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [TestCase("hr1@example.org", "hr", "en", "Anna Saar, HR")]
    [TestCase("it1@example.org", null, "en", "it 1, lead of IT")]
    [TestCase("it1@example.org", null, "fi", "it 1, esihenkilö: IT (fi)")]
    [TestCase("sales1@example.org", null, "en", "sales 1, lead of HR, SALES +1")]
    [TestCase("shop1@example.org", null, "en", "shop 1")]
    [TestCase("advisor@example.com", null, "en", "advisor@example.com, administrator")]
    public async Task Every_page_says_who_is_signed_in_and_as_what(string email, string? role, string language, string words)
    {
        var page = await _server.PageAsync(email, $"/help?language={language}", role);

        Assert.That(page.QuerySelector(".page-header .page-viewer")!.TextContent.Trim(), Is.EqualTo(words).IgnoreCase);
    }

    [Test]
    public async Task A_cached_page_never_carries_the_name_of_another_reader()
    {
        var first = await _server.PageAsync("hr1@example.org", "/relationships/IT-ALL", "hr");
        var second = await _server.PageAsync("hr2@example.org", "/relationships/IT-ALL", "hr");

        Assert.That(first.Body!.TextContent, Does.Contain("Anna Saar"));
        Assert.That(second.Body!.TextContent, Does.Not.Contain("Anna Saar"));
    }

    [Test]
    public async Task Who_is_not_signed_in_has_no_name_and_no_tabs()
    {
        var page = await Html.ParseAsync(await _server.Client.GetStringAsync("/sign-in"));

        Assert.That(page.QuerySelectorAll(".page-viewer, .page-nav, .back"), Is.Empty);
    }

    [TestCase("/", "/", "page", null)]
    [TestCase("/pairs", "/pairs", "page", null)]
    [TestCase("/pairs?wave=W1&view=matrix", "/pairs", "page", null)]
    [TestCase("/pairs/IT/ROOT", "/pairs", "true", "/pairs")]
    [TestCase("/relationships/IT-ALL?wave=W1", "/pairs", "true", "/pairs")]
    [TestCase("/units/IT", "/pairs", "true", "/pairs")]
    [TestCase("/reports", "/reports", "page", null)]
    [TestCase("/reports/organisation", "/reports", "true", "/reports")]
    [TestCase("/programme", "/programme", "page", null)]
    [TestCase("/programme/waves", "/programme", "true", null)]
    [TestCase("/programme/waves/W1", "/programme", "true", "/programme/waves")]
    [TestCase("/programme/letters", "/programme", "true", null)]
    public async Task The_tab_of_the_page_is_marked_and_a_page_below_leads_back(string address, string tab, string current, string? back)
    {
        var page = await _server.PageAsync("hr1@example.org", address, "hr");
        var marked = page.QuerySelectorAll(".page-nav [aria-current]").ToList();

        Assert.That(
            marked.Select(link => (link.GetAttribute("href"), link.GetAttribute("aria-current"))),
            Is.EqualTo(new[] { (tab, current) })
        );
        Assert.That(page.QuerySelector("main > .back a")?.GetAttribute("href"), Is.EqualTo(back));
    }
}
