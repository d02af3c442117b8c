using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Pairs;

public sealed class PairsTests
{
    private ApiServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(_server.Test.Database);
        await organisation.RelationshipAsync("IT-SHOP", "IT", "SHOP");
        await organisation.RelationshipAsync("IT-SHOP-2", "IT", "SHOP");
        await organisation.RelationshipAsync("SHOP-HR", "SHOP", "HR");
        await organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");
        await PublishedWave.SealAsync(organisation, "W1", new DateOnly(2026, 1, 1));
        await PublishedWave.SealAsync(organisation, "W2", new DateOnly(2026, 2, 1), hidden: "HR-SALES");
        await OpenWave.OpenAsync(organisation);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task HR_sees_every_pair_with_its_roll_ups()
    {
        var page = await PageAsync("hr1@example.org", "/pairs?wave=W2&view=matrix", "hr");

        Assert.Multiple(() =>
        {
            Assert.That(Texts(page, "tbody th .pair-name"), Is.EqualTo(new[] { "HR", "IT", "SALES", "SHOP" }));
            Assert.That(Texts(page, "thead th").Skip(1), Is.EqualTo(new[] { "everybody", "HR", "SALES", "SHOP", "All customers" }));
            Assert.That(page.QuerySelectorAll("tbody td:not(:empty):not(.pair-total)"), Has.Length.EqualTo(5));
            Assert.That(page.QuerySelectorAll("tfoot td:not(:empty)"), Has.Length.EqualTo(5));
            Assert.That(page.QuerySelector("#wave [selected]")!.GetAttribute("value"), Is.EqualTo("W2"));
        });
    }

    [Test]
    public async Task A_lead_sees_only_pairs_of_the_led_unit()
    {
        var page = await PageAsync("it1@example.org", "/pairs?view=matrix");
        var json = await JsonAsync("it1@example.org");

        Assert.Multiple(() =>
        {
            Assert.That(Texts(page, "tbody th .pair-name"), Is.EqualTo(new[] { "IT" }));
            Assert.That(page.QuerySelectorAll("tfoot"), Is.Empty);
            Assert.That(
                json.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("provider").GetString()),
                Has.All.EqualTo("IT")
            );
            Assert.That(page.Body!.TextContent, Does.Not.Contain("SALES"));
        });
    }

    [Test]
    public async Task A_hidden_cell_says_why_in_words_and_gives_no_figure()
    {
        var page = await PageAsync("hr1@example.org", "/pairs?view=matrix", "hr");
        var hidden = page.QuerySelectorAll("tbody td.figure-hidden");

        Assert.That(hidden.Select(cell => cell.TextContent.Trim()), Is.EqualTo(new[] { "HR → SALES: not enough answers" }));

        var cell = (await JsonAsync("hr1@example.org"))
            .GetProperty("cells")
            .EnumerateArray()
            .Single(value => value.GetProperty("relationship").GetString() == "HR-SALES");
        Assert.That(cell.GetProperty("shown").GetString(), Is.EqualTo("hidden"));
        Assert.That(cell.GetProperty("mean").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(cell.GetProperty("n").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task A_cell_links_to_its_relationship_when_there_is_one()
    {
        var now = await PageAsync("hr1@example.org", "/pairs?view=matrix", "hr");
        var before = await PageAsync("hr1@example.org", "/pairs?wave=w1&view=matrix", "hr");

        Assert.Multiple(() =>
        {
            Assert.That(
                Links(now),
                Is.EquivalentTo(
                    new[]
                    {
                        "/relationships/HR-SALES",
                        "/relationships/IT-ALL",
                        "/relationships/SALES-SALES",
                        "/relationships/SHOP-HR",
                        "/pairs/IT/SHOP",
                        "/units/HR",
                        "/units/IT",
                        "/units/SALES",
                        "/units/SHOP",
                    }
                )
            );
            Assert.That(Links(before), Has.All.EndsWith("?wave=W1"));
        });
    }

    [TestCase("/pairs?wave=W1&rows=IT.HR&columns=SALES")]
    [TestCase("/pairs?rows=....&columns=%00%FF&rows=1&wave=")]
    [TestCase("/pairs?rows=%27%22%3E%3Cscript%3E&columns=IT,HR")]
    [TestCase("/pairs?wave=latest&nonsense=1&rows")]
    [TestCase("/pairs?view=none&view=list")]
    public async Task No_address_of_the_matrix_is_an_error(string address) =>
        Assert.That(
            (await (await _server.ClientOfAsync("hr1@example.org", "hr")).GetAsync(address)).StatusCode,
            Is.EqualTo(HttpStatusCode.OK)
        );

    [Test]
    public async Task Few_pairs_are_a_list_and_the_matrix_is_one_link_away()
    {
        var list = await PageAsync("hr1@example.org", "/pairs?wave=W1", "hr");
        var matrix = await PageAsync("hr1@example.org", list.QuerySelector(".pair-ways a")!.GetAttribute("href")!, "hr");

        Assert.Multiple(() =>
        {
            Assert.That(list.QuerySelectorAll(".pair-matrix"), Is.Empty);
            Assert.That(list.QuerySelector(".pair-list .row")!.TextContent, Does.Contain("about 40 answers"));
            Assert.That(list.QuerySelectorAll(".pair-list .row"), Has.Length.EqualTo(6), "two services of one pair are two rows");
            Assert.That(matrix.QuerySelectorAll(".pair-list"), Is.Empty);
            Assert.That(matrix.QuerySelector("#wave [selected]")!.GetAttribute("value"), Is.EqualTo("W1"));
            Assert.That(matrix.QuerySelector(".pair-ways a")!.GetAttribute("href"), Is.EqualTo("/pairs?wave=W1&view=list"));
        });
    }

    [Test]
    public async Task A_pair_with_several_relationships_leads_to_all_of_them()
    {
        var page = await PageAsync("it1@example.org", "/pairs/it/SHOP");

        Assert.That(
            page.QuerySelectorAll("main .row a").Select(link => link.GetAttribute("href")),
            Is.EqualTo(new[] { "/relationships/IT-SHOP?wave=W2", "/relationships/IT-SHOP-2?wave=W2" })
        );
        foreach (var address in new[] { "/pairs/SHOP/HR", "/pairs/IT/HR", "/pairs/NONE/IT", "/pairs/IT/SHOP?wave=NONE" })
        {
            Assert.That(
                (await (await _server.ClientOfAsync("it1@example.org")).GetAsync(address)).StatusCode,
                Is.EqualTo(HttpStatusCode.NotFound),
                address
            );
        }
    }

    [Test]
    public async Task A_cell_says_who_rated_whom_how_and_how_many_answered()
    {
        var page = await PageAsync("hr1@example.org", "/pairs?wave=W1&view=matrix", "hr");

        Assert.That(
            page.QuerySelector("td a[href^='/relationships/SHOP-HR']")!.GetAttribute("title"),
            Does.StartWith("SHOP → HR: Mean ").And.Contain("40 answers")
        );
    }

    [TestCase("/pairs?wave=NONE")]
    [TestCase("/api/v1/pairs?wave=NONE")]
    [TestCase("/pairs?wave=MONTHLY-2026-03-02")]
    public async Task A_wave_that_is_unknown_or_still_open_is_not_there(string address) =>
        Assert.That(
            (await (await _server.ClientOfAsync("hr1@example.org", "hr")).GetAsync(address)).StatusCode,
            Is.EqualTo(HttpStatusCode.NotFound)
        );

    [TestCase("IT-ALL", HttpStatusCode.OK)]
    [TestCase("it-shop", HttpStatusCode.OK)]
    [TestCase("SHOP-HR", HttpStatusCode.NotFound)]
    [TestCase("NONE", HttpStatusCode.NotFound)]
    public async Task A_lead_reads_the_figures_of_own_relationships_only(string code, HttpStatusCode status) =>
        Assert.That(
            (await (await _server.ClientOfAsync("it1@example.org")).GetAsync($"/api/v1/relationships/{code}")).StatusCode,
            Is.EqualTo(status)
        );

    [Test]
    public async Task The_first_page_shows_the_lead_own_relationships_only()
    {
        var page = await PageAsync("it1@example.org", "/");
        var links = page.QuerySelectorAll("main a")
            .Select(link => link.GetAttribute("href"))
            .Where(link => link!.StartsWith("/relationships/", StringComparison.Ordinal));

        Assert.That(
            links.Distinct(),
            Is.EquivalentTo(new[] { "/relationships/IT-ALL", "/relationships/IT-SHOP", "/relationships/IT-SHOP-2" })
        );
    }

    private Task<IDocument> PageAsync(string email, string address, string? role = null) => _server.PageAsync(email, address, role);

    private async Task<JsonElement> JsonAsync(string email)
    {
        var text = await (await _server.ClientOfAsync(email)).GetStringAsync("/api/v1/pairs");
        return JsonDocument.Parse(text).RootElement;
    }

    private static IEnumerable<string> Texts(IDocument page, string selector) =>
        page.QuerySelectorAll(selector).Select(element => element.TextContent.Trim());

    private static IEnumerable<string?> Links(IDocument page) =>
        page.QuerySelectorAll("tbody td a").Select(link => link.GetAttribute("href"));
}
