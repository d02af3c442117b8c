using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Home;

public sealed class WelcomeTests
{
    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    private static readonly string NoMails = Path.Combine(Path.GetTempPath(), "survey-no-mails");

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation, ("environment", "Development"), ("Mail:Directory", NoMails));
        _organisation = new Organisation(_server.Test.Database);
        await _organisation.RunAsync(
            """
            update person set email = 'aino.virtanen@northgate.example', name = 'Aino Virtanen' where email = 'hr1@example.org';
            update person set email = 'luc.girard@northgate.example', name = 'Luc Girard' where email = 'it1@example.org';
            update unit set lead_email = 'luc.girard@northgate.example' where code = 'IT';
            insert into role_grant (email, role, granted_at) values ('aino.virtanen@northgate.example', 'hr', '2026-01-01Z');
            insert into audit_log (at, actor, action, subject) values ('2026-01-01Z', 'console', 'demo finished', 'demo')
            """
        );
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [TestCase("hr", "/programme", HttpStatusCode.OK)]
    [TestCase("lead", "/programme", HttpStatusCode.Forbidden)]
    [TestCase("lead", "/pairs", HttpStatusCode.OK)]
    public async Task In_development_the_demos_people_are_one_click_away(string role, string address, HttpStatusCode expected)
    {
        var form = await Form.OpenAsync(_server, "/");

        var answer = await form.PostAsync("/demo/sign-in", new() { ["role"] = role });
        var session = answer
            .Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.StartsWith("survey-session=", StringComparison.Ordinal))
            .Split(';')[0];
        using var client = _server.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", session);

        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo("/"));
        Assert.That((await client.GetAsync(address)).StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task Whoever_looks_around_goes_on_in_the_language_of_the_page()
    {
        var form = await Form.OpenAsync(_server, "/");
        form.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("pl");

        var answer = await form.PostAsync("/demo/sign-in", new() { ["role"] = "hr" });

        Assert.That(answer.Headers.GetValues("Set-Cookie"), Has.Some.StartsWith("survey-language=pl"));
    }

    [Test]
    public async Task The_page_offers_both_and_the_mails()
    {
        var page = await _server.Client.GetStringAsync("/");

        Assert.That(
            page,
            Does.Contain("Aino Virtanen").And.Contain("Luc Girard").And.Contain("href=\"/mail\"").And.Contain("href=\"/sign-in\"")
        );
    }

    [Test]
    public async Task Without_the_demo_nobody_is_signed_in_by_a_button()
    {
        var form = await Form.OpenAsync(_server, "/");
        await _organisation.RunAsync("delete from audit_log");

        Assert.That((await form.PostAsync("/demo/sign-in", new() { ["role"] = "hr" })).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await _server.Client.GetStringAsync("/"), Does.Not.Contain("/demo/sign-in"));
    }

    [Test]
    public async Task Nobody_else_is_signed_in_by_it()
    {
        var form = await Form.OpenAsync(_server, "/");

        Assert.That((await form.PostAsync("/demo/sign-in", new() { ["role"] = "admin" })).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await form.PostAsync("/demo/sign-in", [])).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_page_elsewhere_cannot_press_the_button()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["role"] = "hr" });

        Assert.That((await _server.Client.PostAsync("/demo/sign-in", form)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("Production")]
    [TestCase("Staging")]
    public async Task Outside_development_there_is_no_such_button(string environment)
    {
        await using var server = ApiServer.Start(_server.Test, ("environment", environment), ("Mail:Directory", NoMails));
        var form = await Form.OpenAsync(server, "/sign-in");

        Assert.That((await form.PostAsync("/demo/sign-in", new() { ["role"] = "hr" })).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await server.Client.GetStringAsync("/"), Does.Not.Contain("/demo/sign-in").And.Not.Contain("/mail"));
    }
}
