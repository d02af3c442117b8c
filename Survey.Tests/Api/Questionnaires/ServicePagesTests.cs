using System.Net;
using AngleSharp.Dom;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Questionnaires;

public sealed class ServicePagesTests : InServicePages
{
    [Test]
    public async Task HR_begins_with_a_template_and_finds_it_in_the_list()
    {
        var begun = await SendAsync(List + "?template=purchasing", ("code", "buying"));

        Assert.That(begun.Headers.Location?.ToString(), Is.EqualTo(List + "/buying?done=begun"));
        var row = (await PageAsync(List)).QuerySelectorAll(".services tbody tr").Single(one => one.TextContent.Contains("Purchasing"));
        Assert.Multiple(async () =>
        {
            Assert.That(row.TextContent, Does.Contain("Placing a request\u00A0· Choice of supplier").And.Contain("not used yet"));
            Assert.That(
                await Organisation.OneAsync<string>("select actor || ': ' || action || ' ' || subject from audit_log order by id desc"),
                Is.EqualTo("hr1@example.org: stored questions buying 1")
            );
        });
    }

    [Test]
    public async Task A_code_that_is_taken_is_refused_beside_the_field_and_stays_entered()
    {
        var refused = await SendAsync(List + "?template=purchasing", ("code", "service"));

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var page = await Html.ParseAsync(await refused.Content.ReadAsStringAsync());
        Assert.That(page.QuerySelector("#code-error")!.TextContent, Does.StartWith("'SERVICE' is the code of "));
        Assert.That(page.QuerySelector("#code")!.GetAttribute("value"), Is.EqualTo("service"));
    }

    [Test]
    public async Task A_version_says_what_changed_who_and_when()
    {
        await BeginAsync("it_support");
        var step = Address("it_support") + "/steps/reach";
        var saved = await EditAsync(step, ("promise.fi", "Heti 1 minuutissa."), ("target", "4,2"));

        Assert.That(saved.Headers.Location?.ToString(), Is.EqualTo(Address("it_support") + "?done=stepSaved"));
        var newest = (await PageAsync(saved.Headers.Location!.ToString())).QuerySelector(".versions > li")!;
        Assert.That(newest.TextContent, Does.Contain("Version 2").And.Contain("2 March 2026, hr1@example.org"));
        Assert.That(
            newest.QuerySelector("li")!.TextContent,
            Is.EqualTo("Step “Getting through”: promise (suomi), target 4.2 instead of 3.8")
        );
        Assert.That((await PageAsync(step)).QuerySelector("#target")!.GetAttribute("value"), Is.EqualTo("4.2"));
    }

    [Test]
    public async Task Saving_what_is_stored_already_makes_no_version()
    {
        await BeginAsync("it_support");

        foreach (var page in new[] { "", "/steps/reach", "/questions/waited_for", "/questions/overall", "/questions/comment" })
        {
            var saved = await EditAsync(Address("it_support") + page);
            Assert.That(saved.Headers.Location?.ToString(), Does.EndWith("?done=unchanged"), page);
        }
    }

    [Test]
    public async Task What_is_wrong_with_a_step_stands_beside_its_fields_and_what_was_entered_stays()
    {
        await BeginAsync("it_support");
        var empty = Language.Codes.Select(code => ($"question.{code}", " ")).ToArray();

        var refused = await EditAsync(Address("it_support") + "/steps/reach", [("target", "7"), ("name.en", "Reach"), .. empty]);

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var page = await Html.ParseAsync(await refused.Content.ReadAsStringAsync());
        Assert.That(page.GetElementById("question.en-error")!.TextContent, Is.EqualTo("write it in at least one language"));
        Assert.That(page.GetElementById("name.en")!.GetAttribute("value"), Is.EqualTo("Reach"));
        refused = await EditAsync(Address("it_support") + "/steps/reach", ("target", "7"));
        page = await Html.ParseAsync(await refused.Content.ReadAsStringAsync());
        Assert.That(page.GetElementById("target-error")!.TextContent, Is.EqualTo("must be between 1 and 5"));
        Assert.That(page.QuerySelector(".form-problems a")!.TextContent, Is.EqualTo("Target: must be between 1 and 5"));
    }

    [Test]
    public async Task The_second_of_two_who_change_a_step_sees_what_the_first_has_stored()
    {
        await BeginAsync("it_support");
        var step = Address("it_support") + "/steps/reach";
        var mine = await FieldsAsync(step);
        await EditAsync(step, ("name.en", "Theirs"));

        mine["name.en"] = "Mine";
        var stale = await HrForm.PostAsync(step, mine);

        Assert.That(stale.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        var page = await Html.ParseAsync(await stale.Content.ReadAsStringAsync());
        Assert.That(page.GetElementById("name.en")!.GetAttribute("value"), Is.EqualTo("Mine"));
        Assert.That(page.QuerySelector(".field-stored")!.TextContent, Is.EqualTo("Stored now: Theirs"));
        var again = FieldsOf(page);
        Assert.That((await HrForm.PostAsync(step, again)).Headers.Location?.ToString(), Does.EndWith("done=stepSaved"));
    }

    [Test]
    public async Task Steps_are_added_moved_retired_and_brought_back()
    {
        await BeginAsync("handover");
        var service = Address("handover");

        await EditAsync(service + "/new-step", ("name.en", "Thank you!"), ("question.en", "How good was it?"));
        await SendAsync(service + "/steps/thank_you/up");
        await SendAsync(service + "/steps/agreement/retire");
        Assert.That(await StepsAsync("handover"), Is.EqualTo(new[] { "timeliness", "completeness", "thank_you", "mending" }));
        await SendAsync(service + "/steps/agreement/return");
        Assert.That(await StepsAsync("handover"), Is.EqualTo(new[] { "timeliness", "completeness", "thank_you", "mending", "agreement" }));

        var page = await PageAsync(service);
        Assert.That(page.QuerySelectorAll("#steps ~ ol .missing").Single().TextContent, Does.Contain("suomi, eesti, polski, français"));
        Assert.That(page.QuerySelector(".retired-steps"), Is.Null);
    }

    [Test]
    public async Task A_step_on_which_a_question_rests_is_not_retired()
    {
        await BeginAsync("handover");

        var refused = await SendAsync(Address("handover") + "/steps/completeness/retire");

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var page = await Html.ParseAsync(await refused.Content.ReadAsStringAsync());
        Assert.That(
            page.QuerySelector("[role=alert]")!.TextContent,
            Does.Contain("'What was missing or wrong?' is asked after a low rating")
        );
        Assert.That(await StepsAsync("handover"), Does.Contain("completeness"));
    }

    [Test]
    public async Task A_question_with_options_and_a_rule_is_added_changed_and_removed()
    {
        await BeginAsync("handover");
        var service = Address("handover");

        await EditAsync(
            service + "/new-question",
            ("text.en", "Who?"),
            ("kind", "choice"),
            ("option.1.en", "Them"),
            ("option.3.en", "Us"),
            ("when", "mending"),
            ("atMost", "3")
        );
        await EditAsync(service + "/questions/who", ("option.1.en", "All of them"), ("option.3.fi", "Muut"));

        var question = (await NewestAsync("handover")).Questions.Single(one => one.Key == "who");
        Assert.That(question.When, Is.EqualTo(new Condition("mending", 3)));
        Assert.That(
            question.Options!.Select(option => (option.Code, option.Text.In("en"))),
            Is.EqualTo(new[] { ("them", "All of them"), ("us", "Us"), ("muut", "Muut") })
        );
        await SendAsync(service + "/questions/who/remove");
        Assert.That((await NewestAsync("handover")).Questions.Select(one => one.Key), Does.Not.Contain("who"));
    }

    [Test]
    public async Task Options_of_a_choice_change_places_by_buttons()
    {
        await BeginAsync("handover");
        var service = Address("handover");
        var question = service + "/questions/who";
        await EditAsync(
            service + "/new-question",
            ("text.en", "Who?"),
            ("kind", "choice"),
            ("option.1.en", "Them"),
            ("option.2.en", "Us"),
            ("option.3.en", "Nobody")
        );

        var moved = await SendAsync(question + "/options/us/up");
        await SendAsync(question + "/options/us/up");
        await SendAsync(question + "/options/them/down");
        var unknown = await SendAsync(question + "/options/us/over");

        Assert.That(
            (await NewestAsync("handover")).Questions.Single(one => one.Key == "who").Options!.Select(option => option.Code),
            Is.EqualTo(new[] { "us", "nobody", "them" })
        );
        Assert.That(moved.Headers.Location!.ToString(), Is.EqualTo(question + "#option-order"));
        Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(
            (await PageAsync(question))
                .QuerySelectorAll(".option-order form")
                .Select(form => form.GetAttribute("action")![question.Length..]),
            Is.EqualTo(new[] { "/options/us/down", "/options/nobody/up", "/options/nobody/down", "/options/them/up" })
        );
    }

    [Test]
    public async Task A_choice_without_options_is_refused_and_the_overall_question_cannot_be_removed()
    {
        await BeginAsync("handover");

        var refused = await EditAsync(Address("handover") + "/new-question", ("text.en", "Who?"), ("kind", "choices"));
        var page = await Html.ParseAsync(await refused.Content.ReadAsStringAsync());
        var removed = await SendAsync(Address("handover") + "/questions/overall/remove");

        Assert.That(page.GetElementById("option.1.en-error")!.TextContent, Is.EqualTo("must be 1 to 20"));
        Assert.That(removed.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCaseSource(typeof(Language), nameof(Language.Codes))]
    public async Task Every_page_can_be_read_in_every_language(string language)
    {
        await BeginAsync("handover");
        var service = Address("handover");

        foreach (
            var address in new[]
            {
                List,
                List + "?template=supplier",
                service,
                service + "/new-step",
                service + "/steps/mending",
                service + "/new-question",
                service + "/questions/overall",
                service + "/questions/missing",
                service + "/try",
            }
        )
        {
            var page = await PageAsync($"{address}{(address.Contains('?') ? '&' : '?')}language={language}");
            Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo(language));
        }
    }

    [Test]
    public async Task Only_those_who_run_the_programme_may_open_the_pages()
    {
        using var client = await Server.ClientOfAsync("sales1@example.org");

        Assert.That((await client.GetAsync(List)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }
}
