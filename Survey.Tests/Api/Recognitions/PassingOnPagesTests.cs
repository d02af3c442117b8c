using AngleSharp.Dom;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Recognitions;

/// <summary>The lead of IT passes on what IT-ALL was thanked for (rule E6).</summary>
public sealed class PassingOnPagesTests
{
    private const string PassOn = "/relationships/IT-ALL/pass-on";
    private const string Lead = "it1@example.org";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await _organisation.RunAsync("update unit set lead_email = lower(code) || '1@example.org' where code in ('IT', 'HR', 'SALES')");
        await ThankedWave.SealAsync(_organisation);
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Thanks_and_what_got_better_can_be_chosen_and_nothing_else()
    {
        var page = await _server.PageAsync(Lead, PassOn);

        Assert.That(Choices(page, "checkbox"), Is.EquivalentTo(new[] { ThankedWave.Thanks, "More thanks." }));
        Assert.That(Choices(page, "radio"), Is.EqualTo(new[] { "Overall rating", "The step waiting", "No figure" }));
    }

    [Test]
    public async Task The_mail_is_shown_before_it_is_sent_with_how_many_get_it_and_sent_once()
    {
        await _organisation.RunAsync("insert into opt_out (person_id) select id from person where email = 'it2@example.org'");
        var query = $"?item=waiting&thanks={await ThankedWave.NoteAsync(_organisation, "IT-ALL")}";
        var form = await FilledForm.OpenAsync(_server, $"{PassOn}/preview{query}", PassOn, Lead, null);
        var frame = form.Page.QuerySelector("iframe")!.GetAttribute("src")!;
        using var client = await _server.ClientOfAsync(Lead);

        Assert.That(form.Page.QuerySelector("main")!.TextContent, Does.Contain("It goes to 3 people"));
        Assert.That((await Html.ParseAsync(await client.GetStringAsync(frame))).Body!.TextContent, Does.Contain(ThankedWave.Thanks));
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from message"), Is.Zero);

        Assert.That(
            (await form.SendAndFollowAsync(), await form.SendAndFollowAsync()),
            Is.EqualTo((PassOn + "?done=sent", PassOn + "?done=sent"))
        );
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from message"), Is.EqualTo(3));
        Assert.That(
            await _organisation.ListAsync<string>("select concat_ws(' ', actor, action, subject) from audit_log"),
            Is.EqualTo(new[] { Lead + " passed on recognition IT-ALL" })
        );
        var after = await _server.PageAsync(Lead, PassOn);
        Assert.That(Choices(after, "radio"), Is.EqualTo(new[] { "Overall rating", "No figure" }));
        Assert.That(after.QuerySelectorAll("input[disabled]"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task What_was_passed_on_meanwhile_is_not_passed_on_again()
    {
        var query = $"?item=waiting&thanks={await ThankedWave.NoteAsync(_organisation, "IT-ALL")}";
        var first = await FilledForm.OpenAsync(_server, $"{PassOn}/preview?item=waiting", PassOn, Lead, null);
        var second = await FilledForm.OpenAsync(_server, $"{PassOn}/preview{query}", PassOn);
        await first.SendAndFollowAsync();

        var page = await second.SendAndReadAsync(409);

        Assert.That(page.QuerySelector("[role=alert]")!.TextContent, Does.StartWith("Part of your choice was passed on meanwhile."));
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from recognition"), Is.EqualTo(1));
    }

    [Test]
    public async Task Figures_that_are_not_called_better_and_thanks_of_another_service_are_no_choice()
    {
        var other = await ThankedWave.NoteAsync(_organisation, "HR-SALES");
        using var client = await _server.ClientOfAsync(Lead);

        var answer = await client.GetAsync($"{PassOn}/preview?item=intake&thanks={other}");

        Assert.That((int)answer.StatusCode, Is.EqualTo(422));
        Assert.That((int)(await client.GetAsync($"{PassOn}/mail?item=intake&thanks={other}")).StatusCode, Is.EqualTo(404));
    }

    [TestCase("update wave set thanks_go_on = false", PassOn)]
    [TestCase("select 1", "/relationships/SALES-SALES/pass-on")]
    public async Task Thanks_within_a_team_or_from_a_form_that_did_not_say_so_stay_where_they_are(string change, string address)
    {
        await _organisation.RunAsync(change);

        Assert.That(Choices(await _server.PageAsync("hr1@example.org", address, "hr"), "checkbox"), Is.Empty);
    }

    [Test]
    public async Task The_start_page_shows_it_to_HR_and_to_the_leads_who_read_the_thanks()
    {
        var note = await ThankedWave.NoteAsync(_organisation, "IT-ALL");
        await (
            await FilledForm.OpenAsync(_server, $"{PassOn}/preview?item=overall&thanks={note}", PassOn, Lead, null)
        ).SendAndFollowAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(await PassedAsync(Lead), Does.Contain(ThankedWave.Thanks).And.Contain("Overall rating clearly better"));
            Assert.That(await PassedAsync("hr1@example.org", "hr"), Does.Contain(ThankedWave.Thanks));
            Assert.That(await PassedAsync("sales1@example.org"), Is.Null);
        });
    }

    private async Task<string?> PassedAsync(string email, string? role = null) =>
        (await _server.PageAsync(email, "/", role)).QuerySelector(".home-passed-on")?.TextContent;

    private static IEnumerable<string> Choices(IDocument page, string type) =>
        page.QuerySelectorAll($"main input[type={type}]").Select(input => input.Closest("label")!.TextContent.Trim());
}
