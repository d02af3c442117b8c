using System.Net;
using System.Text;
using Microsoft.Playwright;
using Survey.Db;
using Survey.Db.Responses;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Reports;

/// <summary>Relationship pages and downloads: who may see what, and how it looks in a browser.</summary>
public sealed class ReportPagesTests
{
    private ApiServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(_server.Test.Database);
        await organisation.RelationshipAsync("SHOP-HR", "SHOP", "HR");
        await organisation.RunAsync(
            """
            update unit set lead_email = 'it1@example.org' where code = 'IT';
            update unit set lead_email = 'sales1@example.org' where code = 'SALES';
            """
        );
        await PublishedWave.SealAsync(organisation, "W1", new DateOnly(2026, 1, 1));
        var wave = await PublishedWave.SealAsync(organisation, "W2", new DateOnly(2026, 2, 1), hidden: "SHOP-HR");
        await CommentAsync(organisation, wave, "HR-SALES", "Only for HR and its lead <script>alert(1)</script>");
        await CommentAsync(organisation, wave, "IT-ALL", "The printers are slow");
        await OpenWave.OpenAsync(organisation);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [TestCase("hr1@example.org", "hr", "/relationships/HR-SALES", HttpStatusCode.OK)]
    [TestCase("hr1@example.org", "hr", "/relationships/hr-sales?wave=w1", HttpStatusCode.OK)]
    [TestCase("hr1@example.org", "hr", "/relationships/NONE", HttpStatusCode.NotFound)]
    [TestCase("hr1@example.org", "hr", "/relationships/HR-SALES?wave=NONE", HttpStatusCode.NotFound)]
    [TestCase("sales1@example.org", null, "/relationships/HR-SALES", HttpStatusCode.OK)]
    [TestCase("sales1@example.org", null, "/relationships/SHOP-HR", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/relationships/HR-SALES", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/reports/relationship/HR-SALES/W2/en.pdf", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/reports/relationship/HR-SALES/W2/en.csv", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/reports/unit/HR/W2/en.pdf", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/reports/unit/HR/W2/en.csv", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/reports/unit/ROOT/W2/en.csv", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/reports/organisation/W2/en.pdf", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/reports/organisation/W2/en.csv", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/reports/relationship/IT-ALL/W2/en.csv", HttpStatusCode.OK)]
    [TestCase("it1@example.org", null, "/reports/unit/IT/latest/fi.csv", HttpStatusCode.OK)]
    [TestCase("hr1@example.org", "hr", "/reports/organisation/latest/en.csv", HttpStatusCode.OK)]
    [TestCase("hr1@example.org", "hr", "/reports/organisation/W2/sv.csv", HttpStatusCode.NotFound)]
    [TestCase("hr1@example.org", "hr", "/reports/organisation/W2/en.exe", HttpStatusCode.NotFound)]
    [TestCase("admin1@example.org", "admin", "/relationships/HR-SALES", HttpStatusCode.Forbidden)]
    [TestCase("hr1@example.org", "hr", "/units/HR?wave=W1", HttpStatusCode.OK)]
    [TestCase("hr1@example.org", "hr", "/units/NONE", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/units/it", HttpStatusCode.OK)]
    [TestCase("it1@example.org", null, "/units/ROOT", HttpStatusCode.NotFound)]
    [TestCase("it1@example.org", null, "/units/HR", HttpStatusCode.NotFound)]
    [TestCase("hr1@example.org", "hr", "/reports/organisation", HttpStatusCode.OK)]
    [TestCase("it1@example.org", null, "/reports/organisation", HttpStatusCode.NotFound)]
    [TestCase("admin1@example.org", "admin", "/units/IT", HttpStatusCode.Forbidden)]
    public async Task Everybody_sees_what_is_theirs_and_nothing_else(string email, string? role, string address, HttpStatusCode expected)
    {
        using var client = await _server.ClientOfAsync(email, role);

        Assert.That((await client.GetAsync(address)).StatusCode, Is.EqualTo(expected));
    }

    [TestCase("/relationships/IT-ALL")]
    [TestCase("/reports")]
    [TestCase("/reports/relationship/IT-ALL/W2/en.pdf")]
    [TestCase("/reports/organisation/W2/en.csv")]
    public async Task Somebody_who_is_not_signed_in_is_asked_to(string address) =>
        Assert.That((await _server.Client.GetAsync(address)).Headers.Location?.ToString(), Is.EqualTo("/sign-in"));

    [Test]
    public async Task An_open_wave_has_no_page_and_no_file()
    {
        using var client = await _server.ClientOfAsync("hr1@example.org", "hr");
        await using var connection = await _server.Test.Database.OpenAsync();
        var open = await connection.OneAsync<string>("select code from wave where state = 'open'", null, default);

        foreach (
            var address in new[]
            {
                $"/relationships/IT-ALL?wave={open}",
                $"/reports/relationship/IT-ALL/{open}/en.csv",
                $"/reports/organisation/{open}/en.csv",
            }
        )
        {
            Assert.That((await client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), address);
        }
    }

    [Test]
    public async Task Comments_are_read_by_HR_and_the_providers_lead_but_not_by_the_customers_lead()
    {
        Assert.That(
            await PageAsync("hr1@example.org", "hr", "/relationships/HR-SALES"),
            Does.Contain("Only for HR and its lead &lt;script&gt;")
        );
        Assert.That(await PageAsync("it1@example.org", null, "/relationships/IT-ALL"), Does.Contain("The printers are slow"));
        Assert.That(
            await PageAsync("sales1@example.org", null, "/relationships/HR-SALES"),
            Does.Not.Contain("Only for HR").And.Not.Contain("In their own words")
        );
    }

    [Test]
    public async Task A_hidden_relationship_gives_no_figure_on_page_and_file()
    {
        var page = await PageAsync("hr1@example.org", "hr", "/relationships/SHOP-HR");
        var csv = await PageAsync("hr1@example.org", "hr", "/reports/relationship/SHOP-HR/W2/en.csv");

        Assert.That(page, Does.Contain("not enough answers").And.Not.Contain("chart distribution"));
        Assert.That(csv.Split("\r\n").Skip(1).Where(line => line.Length > 0), Has.All.EndsWith(",,,,,hidden"));
    }

    [TestCase("/reports/relationship/IT-ALL/W2/fi.csv", "relationship:IT-ALL;W2;;mean;")]
    [TestCase("/reports/unit/IT/W2/fr.csv", "unit:IT;W2;;mean;")]
    [TestCase("/reports/organisation/latest/en.csv", "organisation,W2,,mean,")]
    [TestCase("/charts/relationship/IT-ALL/W2/overall.csv?language=pl&", "relationship:IT-ALL;W2;;mean;")]
    public async Task A_spreadsheet_opens_with_the_separators_of_its_language_and_a_program_gets_the_same_everywhere(
        string address,
        string line
    )
    {
        using var client = await _server.ClientOfAsync("hr1@example.org", "hr");

        var sheet = await client.GetByteArrayAsync($"{address.TrimEnd('&')}{(address.Contains('?') ? '&' : '?')}for=excel");
        var file = await client.GetByteArrayAsync(address);

        var (text, plain) = (Encoding.UTF8.GetString(sheet), Encoding.UTF8.GetString(file));
        Assert.That((sheet[0], file[0]), Is.EqualTo(((byte)0xEF, (byte)'s')));
        Assert.That(text, Does.Contain(line));
        Assert.That(plain, Does.Contain(line.Replace(';', ',')).And.Match(@"mean,\d\.\d"));
        Assert.That(
            text.Contains("mean;", StringComparison.Ordinal),
            Is.EqualTo(System.Text.RegularExpressions.Regex.IsMatch(text, @"mean;\d,\d"))
        );
    }

    [Test]
    public async Task A_download_is_a_pdf_that_says_what_the_page_says()
    {
        using var client = await _server.ClientOfAsync("it1@example.org");
        using var response = await client.GetAsync("/reports/relationship/IT-ALL/W2/fi.pdf");
        var text = await Survey.Tests.Reports.Printed.TextAsync(await response.Content.ReadAsByteArrayAsync());

        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/pdf"));
        Assert.That(response.Content.Headers.ContentDisposition?.FileName, Is.EqualTo("IT-ALL-W2-fi.pdf"));
        Assert.That(text, Does.Contain("IT (fi)").And.Contain("The printers are slow").And.Contain("Sivu 2/"));
    }

    [TestCase("en", 1440, ColorScheme.Light)]
    [TestCase("en", 360, ColorScheme.Dark)]
    [TestCase("fi", 1440, ColorScheme.Dark)]
    [TestCase("et", 360, ColorScheme.Light)]
    [TestCase("pl", 360, ColorScheme.Dark)]
    [TestCase("fr", 360, ColorScheme.Light)]
    public async Task The_pages_are_accessible_and_fit_a_phone(string language, int width, ColorScheme scheme)
    {
        var page = await Browser.NewPageAsync(width: width, scheme: scheme);
        await page.Context.AddCookiesAsync([
            new Microsoft.Playwright.Cookie
            {
                Name = "survey-session",
                Value = await _server.SessionAsync("hr1@example.org", "hr"),
                Url = _server.Address.ToString(),
            },
        ]);
        foreach (
            var (name, address) in new[]
            {
                ("relationship", "relationships/IT-ALL"),
                ("hidden", "relationships/SHOP-HR"),
                ("unit", "units/IT"),
                ("organisation", "reports/organisation"),
                ("reports", "reports"),
            }
        )
        {
            await page.GotoAsync($"{_server.Address}{address}?language={language}");
            foreach (var details in await page.QuerySelectorAllAsync("summary"))
            {
                await details.ClickAsync();
            }
            Assert.That(await page.AxeAsync(), Is.Empty, address);
            Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), address);
            await page.PictureAsync($"page-{name}-{width}-{language}-{scheme}");
        }
        await page.Context.CloseAsync();
    }

    private async Task<string> PageAsync(string email, string? role, string address)
    {
        using var client = await _server.ClientOfAsync(email, role);
        return await client.GetStringAsync(address);
    }

    private static async Task CommentAsync(Organisation organisation, long wave, string relationship, string text)
    {
        await using var connection = await organisation.Database.OpenAsync();
        if (await connection.OneAsync<bool>($"select to_regclass('{ResponsePartitions.Comments(wave)}') is null", null, default))
        {
            await ResponsePartitions.CreateSealedAsync(connection, wave, default);
        }
        await organisation.RunAsync(
            """
            insert into comment (id, wave_id, relationship_id, question, language, text, shown_here)
            select gen_random_uuid(), @wave, id, 'comment', 'en', @text, true from relationship where code = @relationship
            """,
            new
            {
                wave,
                relationship,
                text,
            }
        );
    }
}
