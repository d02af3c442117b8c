using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Charts;

/// <summary>Charts by themselves are for those who may see the page on which they stand.</summary>
public sealed class ChartEndpointsTests
{
    private ApiServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(_server.Test.Database);
        await organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");
        await PublishedWave.SealAsync(organisation, "W1", new DateOnly(2026, 1, 1));
        await PublishedWave.SealAsync(organisation, "W2", new DateOnly(2026, 2, 1));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [TestCase("hr1@example.org", "hr", "/charts/relationship/hr-sales/w1/overall.svg", HttpStatusCode.OK)]
    [TestCase("hr1@example.org", "hr", "/charts/relationship/HR-SALES/latest/trend.png", HttpStatusCode.OK)]
    [TestCase("hr1@example.org", "hr", "/charts/relationship/HR-SALES/W1/trend.png", HttpStatusCode.NotFound)]
    [TestCase("hr1@example.org", "hr", "/charts/relationship/HR-SALES/W2/none.svg", HttpStatusCode.NotFound)]
    [TestCase("hr1@example.org", "hr", "/charts/relationship/HR-SALES/W2/overall.gif", HttpStatusCode.NotFound)]
    [TestCase("hr1@example.org", "hr", "/charts/relationship/NONE/W2/overall.svg", HttpStatusCode.NotFound)]
    [TestCase("hr1@example.org", "hr", "/charts/organisation/W2/pairs.png", HttpStatusCode.OK)]
    [TestCase("hr1@example.org", "hr", "/charts/organisation/W2/overall.csv", HttpStatusCode.OK)]
    [TestCase("hr1@example.org", "hr", "/charts/organisation/W2/trend.svg", HttpStatusCode.OK)]
    [TestCase("it1@example.org", null, "/charts/relationship/IT-ALL/W2/overall.svg", HttpStatusCode.OK)]
    [TestCase("it1@example.org", null, "/charts/relationship/HR-SALES/W2/overall.svg", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/charts/relationship/HR-SALES/W2/overall.csv", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/charts/unit/HR/W2/overall.svg", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/charts/organisation/W2/pairs.svg", HttpStatusCode.OK)]
    [TestCase("it1@example.org", null, "/charts/organisation/W9/pairs.svg", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/charts/organisation/W2/overall.svg", HttpStatusCode.NotFound)]
    [TestCase("admin1@example.org", "admin", "/charts/relationship/IT-ALL/W2/overall.svg", HttpStatusCode.Forbidden)]
    public async Task Everybody_sees_the_charts_of_their_pages_and_no_other(
        string email,
        string? role,
        string address,
        HttpStatusCode expected
    )
    {
        using var client = await _server.ClientOfAsync(email, role);

        Assert.That((await client.GetAsync(address)).StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task Somebody_who_is_not_signed_in_is_asked_to() =>
        Assert.That(
            (await _server.Client.GetAsync("/charts/relationship/IT-ALL/W2/overall.svg")).Headers.Location?.ToString(),
            Is.EqualTo("/sign-in")
        );

    [TestCase("svg", "image/svg+xml", "inline")]
    [TestCase("png", "image/png", "inline")]
    [TestCase("csv", "text/csv", "attachment")]
    public async Task A_chart_has_its_type_a_name_and_is_not_kept(string kind, string type, string disposition)
    {
        using var client = await _server.ClientOfAsync("hr1@example.org", "hr");
        using var response = await client.GetAsync($"/charts/relationship/IT-ALL/W2/trend.{kind}");
        var headers = response.Content.Headers;

        Assert.That(
            (headers.ContentType?.MediaType, headers.ContentDisposition?.DispositionType, headers.ContentDisposition?.FileName?.Trim('"')),
            Is.EqualTo((type, disposition, $"IT-ALL-W2-trend.{kind}"))
        );
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
    }

    [Test]
    public async Task A_leads_matrix_holds_the_pairs_of_the_lead_only()
    {
        using var lead = await _server.ClientOfAsync("it1@example.org");
        using var hr = await _server.ClientOfAsync("hr1@example.org", "hr");

        Assert.That(
            await hr.GetStringAsync("/charts/organisation/W2/pairs.csv"),
            Does.Contain("pair:HR:SALES").And.Contain("pair:IT:ROOT")
        );
        Assert.That(
            await lead.GetStringAsync("/charts/organisation/W2/pairs.csv"),
            Does.Not.Contain("pair:HR:SALES").And.Contain("pair:IT:ROOT")
        );
    }

    [Test]
    public async Task A_chart_speaks_the_language_that_is_asked_for()
    {
        using var client = await _server.ClientOfAsync("hr1@example.org", "hr");

        Assert.That(await client.GetStringAsync("/charts/relationship/IT-ALL/W2/overall.svg?language=fi"), Does.Contain("Lähde: Survey"));
    }

    [Test]
    public async Task Every_link_to_a_chart_on_a_page_leads_to_one()
    {
        using var client = await _server.ClientOfAsync("hr1@example.org", "hr");
        foreach (
            var address in new[]
            {
                "/relationships/IT-ALL",
                "/units/IT",
                "/units/ROOT",
                "/reports/organisation",
                "/pairs?wave=W2&view=matrix",
            }
        )
        {
            var page = await Html.ParseAsync(await client.GetStringAsync(address));
            foreach (var link in page.QuerySelectorAll(".chart-links a").Select(link => link.GetAttribute("href")!).Distinct())
            {
                Assert.That((await client.GetAsync(link)).StatusCode, Is.EqualTo(HttpStatusCode.OK), link);
            }
            Assert.That(
                page.QuerySelectorAll(".chart-links a"),
                address is "/units/IT" or "/units/ROOT" ? Is.Not.Null : Is.Not.Empty,
                address
            );
        }
    }
}
