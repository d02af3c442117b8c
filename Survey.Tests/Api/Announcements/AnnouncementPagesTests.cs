using System.Net;
using AngleSharp.Dom;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Announcements;

/// <summary>"You said, we did" as the lead of IT writes it and HR releases it (rule E5).</summary>
public sealed class AnnouncementPagesTests
{
    private const string Told = "/relationships/IT-ALL/told";
    private const string Lead = "it1@example.org";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await _organisation.RunAsync("insert into role_grant (email, role, granted_at) values ('hr1@example.org', 'hr', '2026-01-01')");
        await _organisation.RunAsync("update unit set lead_email = lower(code) || '1@example.org' where code in ('IT', 'SALES')");
        await PublishedWave.SealAsync(_organisation, "W1", new DateOnly(2026, 2, 1));
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task The_lead_writes_HR_releases_and_both_are_in_the_log_without_the_text()
    {
        await OpenWave.OpenAsync(_organisation);
        var saved = await (await FormAsync(Lead)).With("text.en", "We answer\r\n within a day.").With("text.fi", "").SendAndFollowAsync();
        var toDo = await _server.PageAsync("hr1@example.org", "/programme", "hr");
        var release = await FormAsync("hr1@example.org", "/release", "hr");
        var released = await release.SendAndFollowAsync();

        Assert.That((saved, released), Is.EqualTo((Told + "?done=saved", Told + "?done=released")));
        Assert.That(toDo.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")), Does.Contain(Told));
        Assert.That(await StoredAsync(), Is.EqualTo(new[] { "released en We answer within a day." }));
        Assert.That(
            await _organisation.ListAsync<string>("select concat_ws(' ', actor, action, subject) from audit_log order by id"),
            Is.EqualTo(new[] { Lead + " saved \"you said, we did\" IT-ALL", "hr1@example.org released \"you said, we did\" IT-ALL" })
        );
    }

    [Test]
    public async Task Only_HR_releases_unless_the_setting_lets_the_lead()
    {
        await SaveAsync("We answer within a day.");
        var version = (await FormAsync(Lead, "/take-back")).Values("version").Single();
        await using var other = ApiServer.Start(_server.Test, ("Acting:LeadReleases", "true"));

        var refused = await PostAsync(_server, Lead, Told + "/release", version);
        var page = await _server.PageAsync(Lead, Told);
        var allowed = await PostAsync(other, Lead, Told + "/release", version);

        Assert.That((refused, allowed), Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.Redirect)));
        Assert.That(page.QuerySelectorAll("form").Select(form => form.GetAttribute("action")), Has.None.EqualTo(Told + "/release"));
    }

    [TestCase("sales1@example.org", null, HttpStatusCode.NotFound)]
    [TestCase("root@example.org", "admin", HttpStatusCode.Forbidden)]
    [TestCase("shop1@example.org", null, HttpStatusCode.Forbidden)]
    public async Task Others_neither_read_nor_write_it(string email, string? role, HttpStatusCode status)
    {
        await SaveAsync("We answer within a day.");
        using var client = await _server.ClientOfAsync(email, role);

        foreach (var address in new[] { Told, Told + "/mail?in=en", Told + "/form?in=en" })
        {
            Assert.That((await client.GetAsync(address)).StatusCode, Is.EqualTo(status), address);
        }
        foreach (var address in new[] { Told, Told + "/release", Told + "/take-back" })
        {
            Assert.That(await PostAsync(_server, email, address, ""), Is.EqualTo(status), address);
        }
    }

    [Test]
    public async Task What_cannot_go_to_customers_is_refused_beside_its_field()
    {
        await _organisation.RunAsync("insert into organisation_settings (content) values ('{\"DefaultLanguage\": \"fi\"}')");
        var form = await FormAsync(Lead);

        var page = await form.With("text.en", new string('a', 401))
            .With("text.pl", "Zob. https://example.org")
            .With("text.fi", "")
            .SendAndReadAsync(422);

        Assert.Multiple(async () =>
        {
            Assert.That(Error(page, "en"), Is.EqualTo("Write at most 400 characters. There are 401."));
            Assert.That(Error(page, "pl"), Does.StartWith("Leave out web addresses"));
            Assert.That(Error(page, "fi"), Does.StartWith("Write the text in suomi"));
            Assert.That(await StoredAsync(), Is.Empty);
        });
    }

    [Test]
    public async Task A_text_that_somebody_else_changed_meanwhile_is_shown_before_it_is_released_or_overwritten()
    {
        await SaveAsync("First.");
        var release = await FormAsync("hr1@example.org", "/release", "hr");
        var save = await FormAsync("hr1@example.org", "", "hr");
        await SaveAsync("Second.");

        await release.SendAndReadAsync(409);
        var page = await save.With("text.en", "Third.").SendAndReadAsync(409);

        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("Stored now: Second."));
        Assert.That(await StoredAsync(), Is.EqualTo(new[] { "draft en Second." }));
    }

    [Test]
    public async Task It_is_taken_back_until_a_wave_carries_it_and_then_changes_no_more()
    {
        await SaveAsync("First.");
        await ReleaseAsync();
        var stale = await FormAsync(Lead, "/take-back");
        await stale.SendAndFollowAsync();
        Assert.That(await StoredAsync(), Is.EqualTo(new[] { "taken_back en First." }));
        await SaveAsync("Second.");
        await ReleaseAsync();
        var late = await FormAsync(Lead, "/take-back");
        await OpenWave.OpenAsync(_organisation);

        await late.SendAndReadAsync(409);
        await SaveAsync("Third.");

        Assert.That(await StoredAsync(), Is.EqualTo(new[] { "released en Second.", "draft en Third." }));
        Assert.That((await _server.PageAsync(Lead, Told)).QuerySelector(".comment-list")!.TextContent, Does.Contain("Second."));
    }

    [Test]
    public async Task The_previews_show_mail_and_form_with_the_text_and_nothing_can_be_sent_from_them()
    {
        await SaveAsync("We answer within a day.");
        var page = await _server.PageAsync(Lead, Told + "?in=fi");
        var frames = page.QuerySelectorAll("iframe").Select(frame => frame.GetAttribute("src")!).ToList();
        using var client = await _server.ClientOfAsync(Lead);

        Assert.That(frames, Is.EqualTo(new[] { Told + "/mail?in=fi", Told + "/form?in=fi" }));
        Assert.That(page.QuerySelectorAll("iframe").Select(frame => frame.GetAttribute("sandbox")), Is.All.Empty);
        foreach (var frame in frames)
        {
            var shown = await Html.ParseAsync(await client.GetStringAsync(frame));
            Assert.That(
                shown.QuerySelectorAll("[lang=en]").Select(part => part.TextContent),
                Does.Contain("We answer within a day."),
                frame
            );
        }
    }

    [Test]
    public async Task The_page_and_the_report_of_the_service_show_it_once_it_is_released()
    {
        await SaveAsync("We answer within a day.");
        var draft = await _server.PageAsync("hr1@example.org", "/relationships/IT-ALL", "hr");
        await ReleaseAsync();
        var released = await _server.PageAsync("hr1@example.org", "/relationships/IT-ALL", "hr");

        Assert.That(draft.QuerySelector("#told"), Is.Null);
        Assert.That(released.QuerySelector("#told")!.TextContent, Does.Contain("We answer within a day."));
        Assert.That(
            (await _server.PageAsync("hr1@example.org", "/relationships/HR-SALES", "hr")).QuerySelector("#told"),
            Is.Null,
            "of another service"
        );
    }

    [Test]
    public async Task A_case_of_the_service_begins_the_text()
    {
        await _organisation.RunAsync(
            """
            insert into service_case (id, relationship_id, wave_id, change, owner_id, due_on, state, opened_at)
            select gen_random_uuid(), relationship.id, wave.id, 'A second line on Mondays', person.id, '2026-04-01', 'open', '2026-02-02'
            from relationship, wave, person where relationship.code in ('IT-ALL', 'HR-SALES') and person.email = 'it1@example.org'
            """
        );

        Assert.That(await BeginningAsync("IT-ALL"), Is.EqualTo("A second line on Mondays"));
        Assert.That(await BeginningAsync("HR-SALES"), Is.Empty, "a case of another service");
    }

    private async Task<string> BeginningAsync(string relationship)
    {
        var id = await _organisation.OneAsync<Guid>(
            "select service_case.id from service_case join relationship on relationship.id = relationship_id where code = @relationship",
            new { relationship }
        );
        var page = await _server.PageAsync("hr1@example.org", $"{Told}?case={id}", "hr");
        return page.QuerySelector("[name='text.en']")!.TextContent.Trim();
    }

    private static string? Error(IDocument page, string language) => page.GetElementById($"text.{language}-error")?.TextContent;

    private Task<IReadOnlyList<string>> StoredAsync() =>
        _organisation.ListAsync<string>(
            "select state || ' ' || fallback_language || ' ' || (texts ->> fallback_language) from announcement order by id"
        );

    private async Task SaveAsync(string text) =>
        Assert.That(await (await FormAsync(Lead)).With("text.en", text).SendAndFollowAsync(), Is.EqualTo(Told + "?done=saved"));

    private async Task ReleaseAsync() => await (await FormAsync("hr1@example.org", "/release", "hr")).SendAndFollowAsync();

    private Task<FilledForm> FormAsync(string email, string action = "", string? role = null) =>
        FilledForm.OpenAsync(_server, Told, Told + action, email, role);

    private static async Task<HttpStatusCode> PostAsync(ApiServer server, string email, string address, string version)
    {
        var form = await Form.OpenAsync(server, "/", $"survey-session={await server.SessionAsync(email)}");
        return (await form.PostAsync(address, new() { ["version"] = version, ["text.en"] = "Text" })).StatusCode;
    }
}
