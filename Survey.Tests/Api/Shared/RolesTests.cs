using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Shared;

public sealed class RolesTests
{
    private ApiServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(_server.Test.Database);
        await organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");
        await PublishedWave.SealAsync(organisation, "W1", new DateOnly(2026, 2, 1));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [TestCase("/pairs", 302, 200, 200, 403, 403)]
    [TestCase("/api/v1/pairs", 401, 200, 200, 403, 403)]
    [TestCase("/programme", 302, 200, 403, 200, 403)]
    [TestCase("/programme/waves", 302, 200, 403, 200, 403)]
    [TestCase("/programme/waves/W1", 302, 200, 403, 200, 403)]
    [TestCase("/programme/messages", 302, 200, 403, 403, 403)]
    [TestCase("/programme/units", 302, 200, 403, 403, 403)]
    [TestCase("/programme/relationships", 302, 200, 403, 403, 403)]
    [TestCase("/programme/access", 302, 200, 403, 200, 403)]
    [TestCase("/programme/trial", 302, 200, 403, 403, 403)]
    [TestCase("/programme/trial/IT-ALL", 302, 200, 403, 403, 403)]
    [TestCase("/programme/trial/IT-ALL/en.pdf", 302, 200, 403, 403, 403)]
    [TestCase("/relationships/IT-ALL/told", 302, 200, 200, 403, 403)]
    [TestCase("/relationships/HR-SALES/told", 302, 200, 404, 403, 403)]
    [TestCase("/relationships/IT-ALL/pass-on", 302, 200, 200, 403, 403)]
    [TestCase("/relationships/HR-SALES/pass-on", 302, 200, 404, 403, 403)]
    [TestCase("/relationships/IT-ALL/pass-on/preview", 302, 422, 422, 403, 403)]
    [TestCase("/relationships/HR-SALES/pass-on/preview", 302, 422, 404, 403, 403)]
    [TestCase("/reports/meeting/IT/ROOT/en.pdf", 302, 200, 200, 403, 403)]
    [TestCase("/reports/meeting/HR/SALES/en.pdf", 302, 200, 404, 403, 403)]
    [TestCase("/cases", 302, 200, 200, 403, 403)]
    [TestCase("/cases.csv", 302, 200, 200, 403, 403)]
    [TestCase("/cases/settings", 302, 200, 200, 403, 403)]
    [TestCase("/cases/new?relationship=IT-ALL&step=waiting&wave=W1", 302, 200, 200, 403, 403)]
    [TestCase("/cases/new?relationship=HR-SALES&step=waiting&wave=W1", 302, 200, 404, 403, 403)]
    [TestCase("/programme/checks", 302, 200, 403, 403, 403)]
    [TestCase("/programme/checks.csv", 302, 200, 403, 403, 403)]
    [TestCase("/", 200, 200, 200, 200, 200)]
    public async Task Each_role_opens_its_own_pages(string address, int nobody, int hr, int lead, int admin, int without)
    {
        var statuses = new[]
        {
            await StatusAsync(_server.Client, address),
            await StatusAsync(await _server.ClientOfAsync("hr1@example.org", "hr"), address),
            await StatusAsync(await _server.ClientOfAsync("it1@example.org"), address),
            await StatusAsync(await _server.ClientOfAsync("root@example.org", "admin"), address),
            await StatusAsync(await _server.ClientOfAsync("shop1@example.org"), address),
        };

        Assert.That(statuses, Is.EqualTo(new[] { nobody, hr, lead, admin, without }));
    }

    [Test]
    public async Task An_administrator_is_told_that_results_are_not_for_the_role()
    {
        var admin = await _server.ClientOfAsync("root@example.org", "admin");

        Assert.That(await admin.GetStringAsync("/"), Does.Contain("not its results").And.Not.Contain("/relationships/"));
    }

    [Test]
    public async Task Whoever_has_left_has_no_role_from_the_next_day_on()
    {
        await new Organisation(_server.Test.Database).RunAsync("update unit set lead_email = 'sales2@example.org' where code = 'SALES'");
        var client = await _server.ClientOfAsync("sales2@example.org", "hr");
        var today = DateOnly.FromDateTime(_server.Clock.Now.UtcDateTime);
        await LeaveAsync(today);
        Assert.That(await StatusAsync(client, "/pairs"), Is.EqualTo(200));

        await LeaveAsync(today.AddDays(-1));

        Assert.That(await StatusAsync(client, "/pairs"), Is.EqualTo(403));

        Task LeaveAsync(DateOnly day) =>
            new Organisation(_server.Test.Database).RunAsync(
                "update person set active_to = @day where email = 'sales2@example.org'",
                new { day }
            );
    }

    [Test]
    public async Task A_role_that_was_taken_away_ends_with_the_next_request()
    {
        var client = await _server.ClientOfAsync("gone@example.org", "hr");
        Assert.That(await StatusAsync(client, "/pairs"), Is.EqualTo(200));

        await new Organisation(_server.Test.Database).RunAsync("delete from role_grant where email = 'gone@example.org'");

        Assert.That(await StatusAsync(client, "/pairs"), Is.EqualTo(403));
    }

    [TestCase("fi", "fi")]
    [TestCase("de, pl;q=0.8, en;q=0.5", "pl")]
    [TestCase("zh", "en")]
    public async Task Visitors_read_the_language_of_their_browser(string accepted, string language)
    {
        var client = _server.NewClient();
        client.DefaultRequestHeaders.Add("Accept-Language", accepted);

        Assert.That(await client.GetStringAsync("/"), Does.Contain($"<html lang=\"{language}\""));
    }

    [Test]
    public async Task The_language_of_the_person_goes_before_the_browsers_and_a_choice_before_both()
    {
        await new Organisation(_server.Test.Database).RunAsync("update person set language = 'et' where email = 'it1@example.org'");
        var client = await _server.ClientOfAsync("it1@example.org");
        client.DefaultRequestHeaders.Add("Accept-Language", "fr");

        var own = await client.GetStringAsync("/");
        var chosen = await client.GetAsync("/?language=pl");

        Assert.Multiple(async () =>
        {
            Assert.That(own, Does.Contain("<html lang=\"et\""));
            Assert.That(await chosen.Content.ReadAsStringAsync(), Does.Contain("<html lang=\"pl\""));
            Assert.That(chosen.Headers.GetValues("Set-Cookie"), Has.Some.StartsWith("survey-language=pl"));
        });
    }

    private static async Task<int> StatusAsync(HttpClient client, string address)
    {
        var answer = await client.GetAsync(address);
        if (answer.StatusCode == HttpStatusCode.Redirect)
        {
            Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo("/sign-in"));
        }
        return (int)answer.StatusCode;
    }
}
