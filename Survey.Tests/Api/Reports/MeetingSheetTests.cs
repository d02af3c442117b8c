using System.Net;
using Survey.Db.Languages;
using Survey.Db.Responses;
using Survey.Tests.Reports;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Reports;

public sealed class MeetingSheetTests
{
    private const string Sheet = "/reports/meeting/HR/SALES/en.pdf";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await _organisation.RelationshipAsync("SALES-HR", "SALES", "HR");
        await _organisation.RelationshipAsync("SHOP-HR", "SHOP", "HR");
        await _organisation.RelationshipAsync("OLD-HR", "SALES", "HR");
        await _organisation.RunAsync(
            """
            update unit set lead_email = lower(code) || '1@example.org' where code in ('IT', 'HR', 'SALES');
            update relationship set ended_on = '2026-02-20' where code = 'OLD-HR'
            """
        );
        await PulseWave.PublishAsync(_organisation, "W1", new DateOnly(2026, 1, 1));
        var wave = await PulseWave.PublishAsync(_organisation, "W2", new DateOnly(2026, 2, 1), "SHOP-HR");
        await using (var connection = await _organisation.Database.OpenAsync())
        {
            await ResponsePartitions.CreateSealedAsync(connection, wave, default);
        }
        await RateAsync("HR-SALES", "waiting", 2.17);
        await RateAsync("SALES-HR", "quality", 4.44);
        await RateAsync("OLD-HR", "quality", 1.23);
        await _organisation.RunAsync(
            """
            insert into service_case (id, relationship_id, breakdown_point, wave_id, change, due_on, state, opened_at)
            select gen_random_uuid(), id, 'waiting', @wave, 'Answer within a day', '2026-03-31', 'open', '2026-02-10Z'
            from relationship where code = 'HR-SALES';
            insert into service_case (id, relationship_id, wave_id, change, due_on, state, opened_at, ended_at)
            select gen_random_uuid(), id, @wave, 'Given up', '2026-03-31', 'withdrawn', '2026-02-10Z', '2026-02-11Z'
            from relationship where code = 'HR-SALES';
            insert into comment (id, wave_id, relationship_id, question, language, text, shown_here)
            select gen_random_uuid(), @wave, id, 'comment', 'en', 'Only for the lead of HR', true from relationship where code = 'HR-SALES'
            """,
            new { wave }
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [TestCase("hr2@example.org", "hr", Sheet, HttpStatusCode.OK)]
    [TestCase("hr1@example.org", null, Sheet, HttpStatusCode.OK)]
    [TestCase("sales1@example.org", null, "/reports/meeting/sales/hr/fi.pdf", HttpStatusCode.OK)]
    [TestCase("it1@example.org", null, Sheet, HttpStatusCode.NotFound)]
    [TestCase("admin@example.org", "admin", Sheet, HttpStatusCode.Forbidden)]
    [TestCase("shop2@example.org", null, Sheet, HttpStatusCode.Forbidden)]
    [TestCase("hr2@example.org", "hr", "/reports/meeting/HR/SALES/sv.pdf", HttpStatusCode.NotFound)]
    [TestCase("hr2@example.org", "hr", "/reports/meeting/HR/NONE/en.pdf", HttpStatusCode.NotFound)]
    [TestCase("hr2@example.org", "hr", "/reports/meeting/SALES/SALES/en.pdf", HttpStatusCode.NotFound)]
    [TestCase("hr2@example.org", "hr", "/reports/meeting/IT/SHOP/en.pdf", HttpStatusCode.NotFound)]
    public async Task The_leads_of_both_units_and_HR_get_it(string email, string? role, string address, HttpStatusCode expected)
    {
        using var client = await _server.ClientOfAsync(email, role);

        Assert.That((await client.GetAsync(address)).StatusCode, Is.EqualTo(expected));
    }

    [TestCase("hr1@example.org")]
    [TestCase("sales1@example.org")]
    public async Task Both_directions_stand_on_one_page_without_comments(string email)
    {
        var pdf = await PdfAsync(email, Sheet);
        var text = await TextAsync(pdf);

        Assert.That(text, Does.Contain("HR and SALES").And.Contain("HR → SALES").And.Contain("SALES → HR"));
        Assert.That(text, Does.Contain("2.17").And.Contain("4.44").And.Contain("Three questions").And.Contain("one sentence"));
        Assert.That(text, Does.Contain("The step waiting Answer within a day Due: 31 March 2026").And.Not.Contain("Given up"));
        Assert.That(text, Does.Not.Contain("Only for the lead"));
        Assert.That(text, Does.Not.Contain("1.23"), "a service that has ended");
        Assert.That(await Printed.AskAsync("pdfinfo", pdf, "FILE"), Does.Match(@"Pages:\s+1\n"));
    }

    [Test]
    public async Task A_hidden_figure_is_not_in_it()
    {
        var text = await TextAsync(await PdfAsync("hr1@example.org", "/reports/meeting/SHOP/HR/en.pdf"));

        Assert.That(text, Does.Contain("not enough answers").And.Contain("No service is measured in this direction"));
        Assert.That(text, Does.Not.Match(@"\d\.\d\d").And.Not.Contain("than before"));
    }

    [Test]
    public async Task It_is_in_every_language([ValueSource(nameof(Languages))] string code)
    {
        var language = Language.Of(code);

        var text = await TextAsync(await PdfAsync("hr1@example.org", $"/reports/meeting/HR/SALES/{code}.pdf"));

        Assert.That(
            text,
            Does.Contain(Spaces(language["meeting.kind"].ToUpper(language.Culture)))
                .And.Contain(Spaces(language["meeting.question.notice"]))
        );
    }

    [Test]
    public async Task The_pages_of_the_relationship_and_of_the_pair_lead_to_it()
    {
        var relationship = await _server.PageAsync("sales1@example.org", "/relationships/HR-SALES");
        var pair = await _server.PageAsync("sales1@example.org", "/pairs/SALES/HR");
        var team = await _server.PageAsync("sales1@example.org", "/relationships/SALES-SALES");

        Assert.That(relationship.QuerySelector($"a[href='{Sheet}']"), Is.Not.Null);
        Assert.That(pair.QuerySelector("a[href='/reports/meeting/SALES/HR/en.pdf']"), Is.Not.Null);
        Assert.That(team.QuerySelector("a[href*='/meeting/']"), Is.Null);
    }

    private static IReadOnlyList<string> Languages => Language.Codes;

    private async Task<byte[]> PdfAsync(string email, string address)
    {
        using var client = await _server.ClientOfAsync(email);
        return await client.GetByteArrayAsync(address);
    }

    private static async Task<string> TextAsync(byte[] pdf) => Spaces(await Printed.AskAsync("pdftotext", pdf, "FILE", "-"));

    private static string Spaces(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Task<int> RateAsync(string relationship, string item, double mean) =>
        _organisation.RunAsync(
            """
            update published_figure set value = @mean, step = 0.01
            from publication_cell cell join relationship on relationship.id = cell.relationship_id
            join wave on wave.id = cell.wave_id
            where cell.id = cell_id and relationship.code = @relationship and wave.code = 'W2' and item = @item
            """,
            new
            {
                relationship,
                item,
                mean,
            }
        );
}
