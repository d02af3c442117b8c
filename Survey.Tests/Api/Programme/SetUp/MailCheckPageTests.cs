using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme.SetUp;

public sealed class MailCheckPageTests
{
    private ApiServer _server = null!;

    [SetUp]
    public async Task StartAsync() => _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task A_check_asks_the_scheduler_for_two_mails_and_the_page_says_what_came_of_them()
    {
        await (await FilledForm.OpenAsync(_server, "/programme/mail")).SendAsync();
        var waiting = await _server.PageAsync("hr1@example.org", "/programme/mail");
        await using var connection = await _server.Test.Database.OpenAsync();
        await connection.RunAsync(
            """
            update test_mail set tried_at = asked_at, outcome = case kind when 'check' then 'refused' else 'no_mailbox' end,
                words = case kind when 'check' then '550 5.7.60 not allowed to send as survey@example.org' end
            """,
            null,
            default
        );
        var found = await _server.PageAsync("hr1@example.org", "/programme/mail");

        Assert.That(waiting.QuerySelectorAll(".finding-waiting").Length, Is.EqualTo(2));
        Assert.That(waiting.QuerySelector("[data-again]"), Is.Not.Null);
        Assert.That(found.QuerySelector(".finding-bad")!.TextContent, Does.Contain("not allowed to send as"));
        Assert.That(found.QuerySelector(".finding-look")!.TextContent, Does.Contain("Mail:BounceImap"));
        Assert.That(found.QuerySelector("[data-again]"), Is.Null);
    }

    [Test]
    public async Task A_page_that_waits_is_accessible_and_is_loaded_again_by_itself()
    {
        await (await FilledForm.OpenAsync(_server, "/programme/mail")).SendAsync();
        var page = await Browser.NewPageAsync();
        var session = await _server.SessionAsync("hr1@example.org");
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "survey-session",
                Value = session,
                Url = _server.Address.ToString(),
            },
        ]);
        await page.GotoAsync(_server.Address + "programme/mail");
        Assert.That(await page.Locator("[data-again] a").TextContentAsync(), Is.EqualTo("Look again"));
        Assert.That(await page.AxeAsync(), Is.Empty);

        await using var connection = await _server.Test.Database.OpenAsync();
        await connection.RunAsync("update test_mail set tried_at = asked_at, outcome = 'refused'", null, default);

        await page.WaitForSelectorAsync(".finding-bad");
        Assert.That(await page.Locator("[data-again]").CountAsync(), Is.Zero);
        await page.Context.DisposeAsync();
    }

    [Test]
    public async Task A_mail_of_which_nothing_is_heard_for_two_minutes_is_not_waited_for()
    {
        await (await FilledForm.OpenAsync(_server, "/programme/mail")).SendAsync();
        _server.Clock.Now = _server.Clock.Now.AddMinutes(2);

        var page = await _server.PageAsync("hr1@example.org", "/programme/mail");

        Assert.That(page.QuerySelectorAll(".finding-bad").Length, Is.EqualTo(2));
        Assert.That(page.QuerySelector("[data-again]"), Is.Null);
    }

    [Test]
    public async Task A_letter_is_sent_to_oneself_with_links_that_open_the_trial()
    {
        var page = await FilledForm.OpenAsync(_server, "/programme/letters/MONTHLY?in=en&kind=invitation");

        var answer = await page.With("subject", "Two questions").With("do", "send").SendAsync();

        Assert.That(answer.Headers.Location!.ToString(), Does.EndWith("&done=sent"));
        await using var connection = await _server.Test.Database.OpenAsync();
        var (address, subject, html) = await connection.OneAsync<(string, string, string)>(
            "select address, subject, html from test_mail where kind = 'letter'",
            null,
            default
        );
        Assert.That((address, subject), Is.EqualTo(("hr1@example.org", "Two questions")));
        Assert.That(html, Does.Contain("/programme/services/").And.Contain("/try").And.Not.Contain("/r/"));
        Assert.That(await connection.OneAsync<int>("select count(*)::int from pulse_letter", null, default), Is.Zero);
    }
}
