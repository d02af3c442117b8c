using System.Net;
using AngleSharp.Dom;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Looks;

/// <summary>The server's day is 2 March 2026.</summary>
public sealed class LookPagesTests
{
    private const string ItAll = "/relationships/IT-ALL";
    private const string Checks = "/programme/checks";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await _organisation.RunAsync(
            """
            update unit set lead_email = 'it1@example.org' where code = 'IT';
            update unit set lead_email = 'sales1@example.org' where code = 'SALES'
            """
        );
        await PulseWave.PublishAsync(_organisation, "W1", new DateOnly(2026, 2, 10));
        await PulseWave.PublishAsync(_organisation, "W2", new DateOnly(2026, 2, 25));
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task The_providers_lead_says_that_there_is_nothing_to_do_and_everybody_concerned_reads_it()
    {
        Assert.That(Note(await PageAsync("it1@example.org", ItAll)), Does.Contain("should have been looked at").And.Contain("24 February"));

        var form = await Form.OpenAsync(_server, ItAll, $"survey-session={await _server.SessionAsync("it1@example.org")}");
        using var answer = await form.PostAsync(ItAll + "/looked", new() { ["wave"] = "W2" });

        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo(ItAll + "?wave=W2"));
        Assert.That(Note(await PageAsync("it1@example.org", ItAll + "?wave=W2")), Is.EqualTo("Looked at on 2 March 2026: nothing to do"));
        Assert.That(Note(await PageAsync("hr1@example.org", ItAll, "hr")), Is.EqualTo("Looked at on 2 March 2026: nothing to do"));
    }

    [Test]
    public async Task HR_may_look_too()
    {
        var form = await FilledForm.OpenAsync(_server, "/relationships/HR-SALES", "/relationships/HR-SALES/looked");

        Assert.That(await form.SendAndFollowAsync(), Is.EqualTo("/relationships/HR-SALES?wave=W2"));
    }

    [Test]
    public async Task A_customers_lead_has_no_button_and_is_refused()
    {
        var page = await PageAsync("sales1@example.org", "/relationships/HR-SALES");
        Assert.That(page.QuerySelector(".look-note"), Is.Null);

        var form = await Form.OpenAsync(
            _server,
            "/relationships/SALES-SALES",
            $"survey-session={await _server.SessionAsync("sales1@example.org")}"
        );
        using var answer = await form.PostAsync("/relationships/HR-SALES/looked", new() { ["wave"] = "W2" });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from relationship_look"), Is.Zero);
    }

    [Test]
    public async Task The_page_of_an_earlier_wave_has_no_button() =>
        Assert.That((await PageAsync("it1@example.org", ItAll + "?wave=W1")).QuerySelector(".look-note"), Is.Null);

    [TestCase("hr1@example.org", "hr", HttpStatusCode.OK)]
    [TestCase("it1@example.org", null, HttpStatusCode.Forbidden)]
    [TestCase("admin@example.org", "admin", HttpStatusCode.Forbidden)]
    [TestCase("shop2@example.org", null, HttpStatusCode.Forbidden)]
    public async Task Only_HR_opens_the_check_calendar(string email, string? role, HttpStatusCode expected)
    {
        using var client = await _server.ClientOfAsync(email, role);

        Assert.That((await client.GetAsync(Checks)).StatusCode, Is.EqualTo(expected));
        Assert.That((await client.GetAsync(Checks + ".csv")).StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task HR_sees_what_is_overdue_what_came_of_looks_and_who_is_forgotten()
    {
        await _organisation.RunAsync(
            """
            insert into relationship_look (relationship_id, wave_id, looked_at, person_id)
            select relationship.id, wave.id, '2026-02-27Z', person.id from relationship, wave, person
            where relationship.code = 'IT-ALL' and wave.code = 'W2' and person.email = 'it1@example.org'
            """
        );
        await _organisation.RelationshipAsync("SHOP-IT", "SHOP", "IT");

        var page = await PageAsync("hr1@example.org", Checks, "hr");

        Assert.That(
            page.QuerySelectorAll(".look-rows li").Select(row => string.Join(' ', row.QuerySelectorAll(".row-words > *").Select(Words))),
            Is.EqualTo(
                new[]
                {
                    "HR No lead: HR looks at it The journey SERVICE → SALES Overdue Due: 24 February 2026 Not looked at so far",
                    "SALES Lead: Sales 1 The journey SERVICE · Working together in the team Overdue Due: 24 February 2026 "
                        + "Not looked at so far",
                    "IT Lead: It 1 The journey SERVICE → everybody Looked at on 27 February 2026: nothing to do (It 1)",
                    "SHOP No lead: HR looks at it The journey SERVICE → IT No new results Not looked at so far",
                }
            )
        );
        Assert.That(page.QuerySelectorAll(".look-units li").Select(Words), Is.EqualTo(new[] { "SHOP never measured" }));
    }

    [Test]
    public async Task The_filter_and_the_file_have_the_same_rows()
    {
        await _organisation.RunAsync("update unit set names = '{\"en\":\"=1+1, \\\"Sales\\\"\"}' where code = 'SALES'");
        await _organisation.RunAsync("update wave_relationship set not_asked = 'quiet' where code = 'IT-ALL'");
        using var client = await _server.ClientOfAsync("hr1@example.org", "hr");

        var page = await PageAsync("hr1@example.org", Checks + "?show=overdue", "hr");
        var lines = (await client.GetStringAsync(Checks + ".csv?show=overdue")).TrimStart('\uFEFF').Split("\r\n");

        Assert.That(page.QuerySelectorAll(".look-rows li"), Has.Length.EqualTo(2));
        Assert.That(page.QuerySelector(".look-units"), Is.Null);
        Assert.That(lines, Has.Length.EqualTo(4));
        Assert.That(lines[1], Does.StartWith("SALES,\"'=1+1, \"\"Sales\"\"\",SALES,").And.Contain(",overdue,2026-02-24,"));
    }

    [Test]
    public async Task Without_services_the_page_leads_to_them()
    {
        await _organisation.RunAsync("update relationship set ended_on = '2026-02-01'");

        var page = await PageAsync("hr1@example.org", Checks, "hr");

        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("There are no services yet"));
        Assert.That(page.QuerySelector("main a.button")!.GetAttribute("href"), Is.EqualTo("/programme/relationships"));
    }

    [Test]
    public async Task The_first_page_tells_a_lead_what_is_due_and_HR_how_much_is_overdue()
    {
        var lead = await PageAsync("it1@example.org", "/");
        var hr = await PageAsync("hr1@example.org", "/", "hr");

        Assert.That(
            lead.QuerySelectorAll(".home-looks li").Select(Words),
            Is.EqualTo(new[] { "The journey SERVICE: IT → everybody Due: 24 February 2026" })
        );
        Assert.That(hr.QuerySelectorAll(".home-looks li"), Is.Empty);
        Assert.That(
            Words(hr.QuerySelector($"main a[href='{Checks}?show=overdue']")!),
            Is.EqualTo("3 services have not been looked at in time")
        );
    }

    private Task<IDocument> PageAsync(string email, string address, string? role = null) => _server.PageAsync(email, address, role);

    private static string Note(IDocument page) => Words(page.QuerySelector("main > .look-note, main > p[role=status]")!);

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
