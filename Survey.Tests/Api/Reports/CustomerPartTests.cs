using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Reports;

/// <summary>A lead sees how the own unit rates a service for everybody, and nothing else of it.</summary>
public sealed class CustomerPartTests
{
    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await _organisation.UnitAsync("BOUTIQUE", "SHOP", people: 3);
        await _organisation.RunAsync(
            "update unit set lead_email = lower(code) || '1@example.org' where code in ('IT', 'SALES', 'SHOP', 'BOUTIQUE')"
        );
        await PublishedWave.SealAsync(_organisation, "W1", new DateOnly(2026, 1, 1));
        await PublishedWave.SealAsync(_organisation, "W2", new DateOnly(2026, 2, 1));
        await _organisation.RunAsync("update published_figure set value = 4.56, step = 0.01 where item = 'waiting'");
        await PublishedWave.PartAsync(_organisation, "W1", "IT-ALL", "SALES", 3.21, hidden: true);
        await PublishedWave.PartAsync(_organisation, "W2", "IT-ALL", "SALES", 2.34);
        await PublishedWave.PartAsync(_organisation, "W2", "IT-ALL", "SHOP", 3.87);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task The_page_has_the_figures_of_the_own_unit_and_of_no_other_also_after_another_lead_saw_it()
    {
        var sales = await PageAsync("sales1@example.org", "/relationships/IT-ALL");
        var shop = await PageAsync("shop1@example.org", "/relationships/IT-ALL");
        var again = await PageAsync("sales1@example.org", "/relationships/IT-ALL");

        Assert.That(sales, Does.Contain("2.34").And.Contain("weak step").And.Not.Contain("3.87").And.Not.Contain("4.56"));
        Assert.That(shop, Does.Contain("3.87").And.Not.Contain("2.34").And.Not.Contain("4.56"));
        Assert.That(again, Does.Contain("2.34").And.Not.Contain("3.87"));
        Assert.That(sales, Does.Not.Contain("/charts/").And.Not.Contain("/reports/relationship/").And.Not.Contain("In their own words"));
    }

    [Test]
    public async Task Who_sees_the_whole_service_sees_the_whole_page()
    {
        Assert.That(await PageAsync("it1@example.org", "/relationships/IT-ALL"), Does.Contain("4.56").And.Contain("2.34"));
        Assert.That(await PageAsync("hr1@example.org", "/relationships/IT-ALL", "hr"), Does.Contain("4.56").And.Contain("2.34"));
    }

    [TestCase("sales1@example.org", "/relationships/IT-ALL?wave=W2", HttpStatusCode.OK)]
    [TestCase("sales1@example.org", "/relationships/IT-ALL?wave=W1", HttpStatusCode.NotFound, Description = "hidden in that wave")]
    [TestCase("shop1@example.org", "/relationships/IT-ALL?wave=W1", HttpStatusCode.NotFound, Description = "not in the plan")]
    [TestCase("boutique1@example.org", "/relationships/IT-ALL", HttpStatusCode.NotFound, Description = "its parent has the cell")]
    [TestCase("sales1@example.org", "/reports/relationship/IT-ALL/W2/en.csv", HttpStatusCode.NotFound)]
    [TestCase("sales1@example.org", "/reports/relationship/IT-ALL/W2/en.pdf", HttpStatusCode.NotFound)]
    [TestCase("sales1@example.org", "/charts/relationship/IT-ALL/W2/steps.svg", HttpStatusCode.NotFound)]
    [TestCase("sales1@example.org", "/charts/relationship/IT-ALL/W2/trend.csv", HttpStatusCode.NotFound)]
    [TestCase("sales1@example.org", "/api/v1/relationships/IT-ALL", HttpStatusCode.NotFound)]
    [TestCase("sales1@example.org", "/units/ROOT", HttpStatusCode.NotFound)]
    public async Task Only_the_page_opens_and_only_to_the_unit_that_has_the_cell(string email, string address, HttpStatusCode expected)
    {
        using var client = await _server.ClientOfAsync(email);

        Assert.That((await client.GetAsync(address)).StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task The_start_page_leads_to_it_with_the_units_own_figure()
    {
        var page = await Html.ParseAsync(await PageAsync("shop1@example.org", "/"));
        var shared = page.QuerySelector("#shared-title")!.Closest("section")!;

        Assert.That(shared.QuerySelector("a")!.GetAttribute("href"), Is.EqualTo("/relationships/IT-ALL"));
        Assert.That(shared.QuerySelector(".row-figure")!.TextContent.Trim(), Is.EqualTo("3.87"));
        Assert.That((await Html.ParseAsync(await PageAsync("it1@example.org", "/"))).QuerySelector("#shared-title"), Is.Null);
    }

    private async Task<string> PageAsync(string email, string address, string? role = null)
    {
        using var client = await _server.ClientOfAsync(email, role);
        return await client.GetStringAsync(address);
    }
}
