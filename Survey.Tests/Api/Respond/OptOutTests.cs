using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Respond;

public sealed class OptOutTests : OnRespondSite
{
    [Test]
    public async Task Opting_out_stops_every_waiting_mail_and_can_be_undone()
    {
        var token = RespondSite.Token(Site.Next());

        using var ask = await Site.Client.GetAsync($"/u/{token}");
        using var done = await PostChoiceAsync(token, "stop");
        var stopped = await StateAsync();
        using var undone = await PostChoiceAsync(token, "undo-stop");
        var back = await StateAsync();
        using var oneClick = await Site.Client.PostAsync(
            $"/u/{token}/one-click",
            new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")])
        );

        Assert.Multiple(async () =>
        {
            Assert.That(await ask.Content.ReadAsStringAsync(), Does.Contain("How often may we ask you?"));
            Assert.That(await done.Content.ReadAsStringAsync(), Does.Contain("You get no more survey e-mails"));
            Assert.That(await undone.Content.ReadAsStringAsync(), Does.Contain("Undone"));
            Assert.That(stopped, Is.EqualTo("1 1"), "opted out, message cancelled");
            Assert.That(back, Is.EqualTo("0 1"), "back in; what was stopped stays stopped");
            Assert.That(oneClick.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await StateAsync(), Is.EqualTo("1 1"));
        });
    }

    [Test]
    public async Task Not_this_time_stops_reminders_of_this_survey_only_and_can_be_undone_or_answered_after_all()
    {
        var token = RespondSite.Token(Site.Next());

        using var done = await PostChoiceAsync(token, "once");
        var declined = await ChoicesAsync();
        using var undone = await PostChoiceAsync(token, "undo-once");
        var back = await ChoicesAsync();
        (await PostChoiceAsync(token, "once")).Dispose();
        using var answer = await Site.PostAsync(token, ("IT-ALL.overall", "4"));
        using var page = await Site.Client.GetAsync($"/u/{token}");

        Assert.Multiple(async () =>
        {
            Assert.That(await done.Content.ReadAsStringAsync(), Does.Contain("No more reminders this time").And.Contain("undo-once"));
            Assert.That((declined, back), Is.EqualTo(("1 0 0", "0 0 0")), "declined, opted out, paused");
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Thank you!"));
            Assert.That(await page.Content.ReadAsStringAsync(), Does.Not.Contain("Not this time"), "nothing to be reminded of");
        });
    }

    [Test]
    public async Task A_pause_lasts_three_months_and_a_service_is_left_out_until_a_year_after_closing_without_an_answer()
    {
        var token = RespondSite.Token(Site.Next());

        (await PostChoiceAsync(token, "pause")).Dispose();
        using var service = await PostChoiceAsync(token, "service:IT-ALL");
        var until = await Site.Organisation.OneAsync<string>(
            "select concat_ws(' ', (select until from opt_out), "
                + "(select until from relationship_pause), (select (closes_at at time zone 'UTC')::date from wave))"
        );
        (await PostChoiceAsync(token, "undo-pause")).Dispose();
        (await PostChoiceAsync(token, "undo-service:IT-ALL")).Dispose();

        Assert.Multiple(async () =>
        {
            Assert.That(until, Is.EqualTo("2026-06-02 2027-03-09 2026-03-09"));
            Assert.That(
                await service.Content.ReadAsStringAsync(),
                Does.Contain("We will not ask you about this service").And.Contain("9 March 2027")
            );
            Assert.That(await ChoicesAsync(), Is.EqualTo("0 0 0"));
        });
    }

    [Test]
    public async Task The_mildest_choice_that_is_left_is_the_only_filled_button()
    {
        var token = RespondSite.Token(Site.Next());

        var asked = await FilledAsync(token);
        (await PostChoiceAsync(token, "once")).Dispose();
        var declined = await FilledAsync(token);
        (await PostChoiceAsync(token, "pause")).Dispose();
        var paused = await FilledAsync(token);
        (await PostChoiceAsync(token, "undo-pause")).Dispose();
        (await PostChoiceAsync(token, "undo-once")).Dispose();
        using var answer = await Site.PostAsync(token, ("IT-ALL.overall", "4"));

        Assert.That((asked, declined, paused, await FilledAsync(token)), Is.EqualTo(("once", "pause", "", "pause")));
    }

    [TestCase("once", "Remind me after all")]
    [TestCase("pause", "End the pause")]
    [TestCase("service:SALES-SALES", "Ask me again about: Your team (SALES) – The journey SERVICE")]
    [TestCase("stop", "Send me survey e-mails again")]
    public async Task A_button_that_undoes_a_choice_says_what_it_undoes(string choice, string label)
    {
        using var done = await PostChoiceAsync(RespondSite.Token(Site.Next()), choice);

        var page = await Html.ParseAsync(await done.Content.ReadAsStringAsync());
        var buttons = page.QuerySelectorAll($"button[value='undo-{choice}']").Select(button => button.TextContent.Trim());
        Assert.That(buttons, Is.Not.Empty.And.All.EqualTo(label));
    }

    [TestCase("")]
    [TestCase("undo-")]
    [TestCase("everything")]
    [TestCase("service:NOT-ASKED")]
    [TestCase("service")]
    public async Task A_choice_that_does_not_exist_changes_nothing(string choice)
    {
        using var answer = await PostChoiceAsync(RespondSite.Token(Site.Next()), choice);

        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("How often may we ask you?"));
            Assert.That(await ChoicesAsync(), Is.EqualTo("0 0 0"));
        });
    }

    [Test]
    public async Task A_post_without_a_choice_asks_again_and_changes_nothing()
    {
        using var answer = await Site.Client.PostAsync($"/u/{RespondSite.Token(Site.Next())}", null);

        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("How often may we ask you?"));
            Assert.That(await ChoicesAsync(), Is.EqualTo("0 0 0"));
        });
    }

    /// <summary>The choices whose buttons are filled.</summary>
    private async Task<string> FilledAsync(string token)
    {
        var page = await Html.ParseAsync(await Site.Client.GetStringAsync($"/u/{token}"));
        return string.Join(' ', page.QuerySelectorAll("main button:not(.secondary)").Select(button => button.GetAttribute("value")));
    }

    private Task<HttpResponseMessage> PostChoiceAsync(string token, string choice) =>
        Site.Client.PostAsync($"/u/{token}", new FormUrlEncodedContent([KeyValuePair.Create("do", choice)]));

    private Task<string> ChoicesAsync() =>
        Site.Organisation.OneAsync<string>(
            "select concat_ws(' ', (select count(*) from declined), (select count(*) from opt_out), "
                + "(select count(*) from relationship_pause))"
        );

    private Task<string> StateAsync() =>
        Site.Organisation.OneAsync<string>(
            "select concat_ws(' ', (select count(*) from opt_out), (select count(*) from message where state = 'cancelled'))"
        );
}
