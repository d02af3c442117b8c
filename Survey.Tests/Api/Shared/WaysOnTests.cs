using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Shared;

/// <summary>Follows every link and every wave that can be chosen, from the first page on.</summary>
public sealed class WaysOnTests
{
    private ApiServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(_server.Test.Database);
        await organisation.UnitAsync("SHOP-EAST", "SHOP", people: 6);
        await organisation.UnitAsync("IDLE", "SHOP");
        await organisation.RelationshipAsync("SALES-HR", "SALES", "HR");
        await organisation.RelationshipAsync("IT-EAST", "IT", "SHOP-EAST");
        await organisation.RelationshipAsync("SHOP-SALES", "SHOP", "SALES");
        await organisation.RunAsync(
            """
            update unit set lead_email = 'shop1@example.org' where code = 'SHOP';
            update unit set lead_email = 'sales1@example.org' where code = 'SALES'
            """
        );
        await PublishedWave.SealAsync(organisation, "W1", new DateOnly(2026, 1, 1), hidden: "SALES-HR");
        await organisation.RelationshipAsync("HR-SHOP", "HR", "SHOP");
        await PublishedWave.SealAsync(organisation, "W2", new DateOnly(2026, 2, 1), hidden: "HR-SALES");
        // What moved since is as it was in the pages of the waves, and only for those whose it still is.
        await organisation.RunAsync("update unit set parent_id = (select id from unit where code = 'HR') where code = 'SHOP-EAST'");
        await OpenWave.OpenAsync(organisation);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [TestCase(
        "hr1@example.org",
        "hr",
        "/",
        "/pairs",
        "/reports",
        "/reports/organisation",
        "/relationships/HR-SHOP",
        "/relationships/SALES-HR",
        "/units/ROOT",
        "/units/SHOP-EAST",
        "/programme"
    )]
    [TestCase("shop1@example.org", null, "/", "/pairs", "/reports", "/relationships/SHOP-SALES", "/relationships/HR-SHOP", "/units/SHOP")]
    [TestCase(
        "sales1@example.org",
        null,
        "/",
        "/pairs",
        "/reports",
        "/relationships/HR-SALES",
        "/relationships/SALES-HR",
        "/relationships/SALES-SALES",
        "/units/SALES"
    )]
    public async Task Every_way_leads_to_a_page_from_which_another_leads_on(string email, string? role, params string[] expected)
    {
        using var client = await _server.ClientOfAsync(email, role);
        var walk = await client.WalkAsync();

        Assert.Multiple(() =>
        {
            Assert.That(
                walk.Where(page => page.Status != HttpStatusCode.OK).Select(page => $"{page.From} -> {page.Address}: {page.Status}"),
                Is.Empty
            );
            Assert.That(walk.Where(page => page.WaysOn == 0).Select(page => page.Address), Is.Empty);
            Assert.That(walk.Select(page => page.Address.Split('?')[0]).Distinct(), Is.SupersetOf(expected));
        });
    }
}
