using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.CaseMails;

/// <summary>Each person chooses when reminders of cases come.</summary>
public sealed class CaseMailSettingsTests
{
    private const string Address = "/cases/settings";

    private ApiServer _server = null!;

    private Organisation Organisation => new(_server.Test.Database);

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync();
        await Organisation.SmallAsync(_server.Test.Database);
        await Organisation.RunAsync("update unit set lead_email = 'hr1@example.org' where code = 'HR'");
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [TestCase("hr1@example.org", null, HttpStatusCode.OK)]
    [TestCase("it1@example.org", "hr", HttpStatusCode.OK)]
    [TestCase("auditor@example.org", "hr", HttpStatusCode.OK)]
    [TestCase("it1@example.org", "admin", HttpStatusCode.Forbidden)]
    [TestCase("it2@example.org", null, HttpStatusCode.Forbidden)]
    public async Task Whoever_reads_results_may_choose(string email, string? role, HttpStatusCode expected)
    {
        using var client = await _server.ClientOfAsync(email, role);
        using var answer = await client.GetAsync(Address);

        Assert.That(answer.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task Nobody_chooses_without_signing_in()
    {
        using var client = _server.NewClient();
        using var answer = await client.GetAsync(Address);

        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo("/sign-in"));
    }

    [Test]
    public async Task The_choice_is_stored_shown_and_logged()
    {
        var form = await OpenAsync();
        var page = await Html.ParseAsync(await form.Client.GetStringAsync(Address));
        Assert.That(page.QuerySelector("input[type=radio][checked]")!.GetAttribute("value"), Is.EqualTo("at_once"));

        using var answer = await form.PostAsync(Address, new() { ["choice"] = "weekly" });

        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo(Address + "?done=saved"));
        page = await Html.ParseAsync(await form.Client.GetStringAsync(Address + "?done=saved"));
        Assert.That(page.QuerySelector("input[type=radio][checked]")!.GetAttribute("value"), Is.EqualTo("weekly"));
        Assert.That(page.QuerySelector("[role=status]"), Is.Not.Null);
        Assert.That(
            await Organisation.OneAsync<string>("select actor || ' ' || action || ' ' || subject from audit_log"),
            Is.EqualTo("hr1@example.org chose when case mails come weekly")
        );
    }

    [Test]
    public async Task Another_value_is_refused_and_nothing_is_stored()
    {
        using var answer = await (await OpenAsync()).PostAsync(Address, new() { ["choice"] = "daily" });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from case_mail_choice"), Is.Zero);
    }

    [Test]
    public async Task Somebody_who_is_no_person_reads_that_no_reminders_come()
    {
        var page = await _server.PageAsync("auditor@example.org", Address, "hr");

        Assert.That(page.QuerySelector("form.data-form"), Is.Null);
        Assert.That(page.Body!.TextContent, Does.Contain("HR can add you"));
    }

    private async Task<Form> OpenAsync() =>
        await Form.OpenAsync(_server, Address, $"survey-session={await _server.SessionAsync("hr1@example.org")}");
}
