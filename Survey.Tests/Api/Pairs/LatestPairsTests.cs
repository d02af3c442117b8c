using System.Text.Json;
using AngleSharp.Dom;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Pairs;

/// <summary>
/// Seventeen pairs. The second wave left out IT-SHOP; IT-SALES has a second service that it left out, too. So the latest figures are of two
/// waves.
/// </summary>
public sealed class LatestPairsTests
{
    private const string Hr = "hr1@example.org";

    private ApiServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(_server.Test.Database);
        string[] units = ["IT", "HR", "SALES", "SHOP"];
        foreach (var provider in units)
        {
            foreach (var customer in units.Append("ROOT").Where(customer => customer != provider && !IsThere(provider, customer)))
            {
                await organisation.RelationshipAsync($"{provider}-{customer}", provider, customer);
            }
        }
        await organisation.RelationshipAsync("IT-SALES-2", "IT", "SALES");
        await organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");
        await PublishedWave.SealAsync(organisation, "W1", new DateOnly(2026, 1, 1));
        await PublishedWave.SealAsync(organisation, "W2", new DateOnly(2026, 2, 1), hidden: "HR-SALES");
        await organisation.RunAsync(
            """
            update wave_relationship set not_asked = 'too_few' where code in ('IT-SHOP', 'IT-SALES-2')
            and wave_id = (select id from wave where code = 'W2')
            """
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Each_service_shows_its_latest_figure_and_how_old_that_is()
    {
        var page = await _server.PageAsync(Hr, "/pairs?view=list", "hr");
        var rows = page.QuerySelectorAll(".pair-list .row");
        var old = rows.Where(row => row.TextContent.Contains("January 2026, one month older", StringComparison.Ordinal));

        Assert.Multiple(() =>
        {
            Assert.That(old.Select(Address), Is.EquivalentTo(new[] { "/relationships/IT-SHOP", "/relationships/IT-SALES-2" }));
            Assert.That(
                rows.Count(row => row.TextContent.Contains("February 2026", StringComparison.Ordinal)),
                Is.EqualTo(rows.Length - 2)
            );
            Assert.That(page.QuerySelector("#wave [selected]")!.TextContent, Is.EqualTo("Latest of each"));
            Assert.That(page.QuerySelector("main .muted")!.TextContent, Does.Contain("The newest are of February 2026."));
        });
    }

    [Test]
    public async Task Every_cell_is_the_published_one_of_its_own_wave_and_no_roll_up_joins_several()
    {
        var page = await _server.PageAsync(Hr, "/pairs?view=matrix", "hr");
        var cells = page.QuerySelectorAll(".pair-matrix td a");
        var published = new Dictionary<string, Dictionary<string, double>>
        {
            ["W1"] = await MeansAsync("W1"),
            ["W2"] = await MeansAsync("W2"),
        };

        Assert.That(page.QuerySelectorAll(".pair-total, tfoot, .chart-links"), Is.Empty);
        Assert.That(cells, Has.Length.EqualTo(published["W1"].Count));
        Assert.Multiple(() =>
        {
            foreach (var cell in cells.Where(cell => cell.QuerySelector("b") is not null))
            {
                var pair = cell.GetAttribute("title")!.Split(':')[0];
                var wave = pair == "IT → SHOP" ? "W1" : "W2";
                Assert.That(
                    double.Parse(cell.QuerySelector("b")!.TextContent, System.Globalization.CultureInfo.InvariantCulture),
                    Is.EqualTo(published[wave][pair]).Within(0.051),
                    pair
                );
                Assert.That(cell.ParentElement!.ClassList.Contains("pair-older"), Is.EqualTo(wave == "W1"), pair);
            }
        });
    }

    [Test]
    public async Task A_figure_suppressed_in_the_latest_wave_is_not_replaced_by_an_older_one()
    {
        var page = await _server.PageAsync(Hr, "/pairs?view=list", "hr");
        var row = page.QuerySelectorAll(".pair-list .row").Single(row => Address(row) == "/relationships/HR-SALES");

        Assert.That(row.TextContent, Does.Contain("not enough answers").And.Contain("February 2026"));
    }

    [Test]
    public async Task A_pair_whose_services_were_asked_in_different_waves_leads_to_all_of_them()
    {
        var page = await _server.PageAsync(Hr, "/pairs/IT/SALES", "hr");

        Assert.That(
            page.QuerySelectorAll("main .row a").Select(link => link.GetAttribute("href")),
            Is.EqualTo(new[] { "/relationships/IT-SALES?wave=W2", "/relationships/IT-SALES-2?wave=W1" })
        );
        Assert.That(page.QuerySelectorAll("main .row")[^1].TextContent, Does.Contain("January 2026, one month older"));
    }

    [Test]
    public async Task Many_pairs_are_a_matrix_and_the_list_is_one_link_away()
    {
        var matrix = await _server.PageAsync(Hr, "/pairs", "hr");

        Assert.That(matrix.QuerySelector(".pair-as-fits .pair-matrix"), Is.Not.Null);
        Assert.That(
            matrix.QuerySelectorAll(".pair-ways a").Select(link => link.GetAttribute("href")),
            Is.SupersetOf(new[] { "/pairs?view=list", "/pairs?view=matrix" })
        );
    }

    [Test]
    public async Task A_lead_sees_the_latest_of_the_led_units_pairs_only()
    {
        var page = await _server.PageAsync("it1@example.org", "/pairs?view=list");

        Assert.That(
            page.QuerySelectorAll(".pair-list .row a").Select(link => link.GetAttribute("href")),
            Has.All.Contains("IT").And.Some.Contains("IT-SHOP")
        );
    }

    [Test]
    public async Task The_JSON_without_a_wave_stays_the_last_wave()
    {
        using var client = await _server.ClientOfAsync(Hr, "hr");
        using var json = JsonDocument.Parse(await client.GetStringAsync("/api/v1/pairs"));

        Assert.That(json.RootElement.GetProperty("wave").GetString(), Is.EqualTo("W2"));
    }

    private async Task<Dictionary<string, double>> MeansAsync(string wave)
    {
        using var client = await _server.ClientOfAsync(Hr, "hr");
        using var json = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/pairs?wave={wave}"));
        return json
            .RootElement.GetProperty("cells")
            .EnumerateArray()
            .Where(cell => cell.GetProperty("kind").GetString() == "pair")
            .ToDictionary(cell => $"{cell.GetProperty("provider")} → {Customer(cell)}", cell => Mean(cell.GetProperty("mean")));
    }

    private static string Customer(JsonElement cell) =>
        cell.GetProperty("customer").GetString() is { } code && code != "ROOT" ? code : "everybody";

    private static double Mean(JsonElement mean) => mean.ValueKind == JsonValueKind.Null ? double.NaN : mean.GetDouble();

    private static string? Address(IElement row) => row.QuerySelector("a")!.GetAttribute("href");

    /// <summary>In the small organisation.</summary>
    private static bool IsThere(string provider, string customer) =>
        (provider, customer) is ("IT", "ROOT") or ("HR", "SALES") or ("SALES", "SALES");
}
