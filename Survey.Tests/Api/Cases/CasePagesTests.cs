using System.Net;
using Survey.Db.Cases;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Cases;

/// <summary>Who sees a case and what they do on its page (rules E1 to E3 and G4).</summary>
public sealed class CasePagesTests : OnCasePages
{
    [Test]
    public async Task The_two_leads_and_HR_open_a_case_and_for_others_there_is_none()
    {
        var id = await OpenedAsync();
        string[] people = [Provides, Receives, Staff, LeadsAbove, "root@example.org", "shop2@example.org"];

        await StatusesAsync("/cases", 200, 200, 200, 200, 403, 403);
        await StatusesAsync("/cases.csv", 200, 200, 200, 200, 403, 403);
        await StatusesAsync($"/cases/{id}", 200, 200, 200, 404, 403, 403);
        await StatusesAsync($"/cases/{id}/change", 200, 404, 200, 404, 403, 403);
        await StatusesAsync(New.Replace("waiting", "overall"), 200, 404, 200, 404, 403, 403);
        await StatusesAsync($"/cases/{Guid.NewGuid()}", 404, 404, 404, 404, 403, 403);
        Assert.That((int)(await Server.Client.GetAsync($"/cases/{id}")).StatusCode, Is.EqualTo(302));

        async Task StatusesAsync(string address, params int[] statuses)
        {
            List<int> found = [];
            foreach (var person in people)
            {
                found.Add(await StatusAsync(person, address));
            }
            Assert.That(found, Is.EqualTo(statuses), address);
        }
    }

    [TestCase("agree", 302, 404, 404)]
    [TestCase("done", 404, 302, 404)]
    [TestCase("write", 302, 302, 404)]
    [TestCase("withdraw", 404, 302, 404)]
    [TestCase("change", 404, 302, 404)]
    public async Task Each_deed_is_for_its_side_alone(string deed, int customer, int provider, int above)
    {
        var statuses = new List<int>();
        foreach (var email in new[] { Receives, Provides, LeadsAbove })
        {
            await Organisation.RunAsync("update service_case set state = 'withdrawn', ended_at = opened_at");
            var id = await OpenedAsync();
            var form = await FormAsync(email, "/cases");
            var own = await FormAsync(email, "/");
            statuses.Add((int)(await own.PostAsync($"/cases/{id}/{deed}", DeedFields())).StatusCode);
            Assert.That(form.Client, Is.Not.Null);
        }

        Assert.That(statuses, Is.EqualTo(new[] { customer, provider, above }));

        static Dictionary<string, string> DeedFields() =>
            new(Fields())
            {
                ["seen"] = "1",
                ["text"] = "Hello",
                ["reason"] = "Not ours",
            };
    }

    [Test]
    public async Task A_figure_is_taken_up_from_the_page_of_its_service()
    {
        var service = await Server.PageAsync(Provides, "/relationships/HR-SALES");
        var address = service
            .QuerySelectorAll(".take-up a")
            .Select(link => link.GetAttribute("href"))
            .Single(link => link!.Contains("waiting"));
        var form = await FormAsync(Provides, address!);
        var filled = await Server.PageAsync(Provides, address + "&start=waiting");

        var opened = await form.PostAsync(address!, Fields());
        var page = await TextAsync(await form.Client.GetAsync(opened.Headers.Location));
        var after = await Server.PageAsync(Provides, "/relationships/HR-SALES");

        Assert.That(address, Is.EqualTo(New));
        Assert.That(filled.QuerySelector("#change")!.TextContent, Does.Contain("when it will be done"));
        Assert.That(filled.QuerySelector("#expected")!.GetAttribute("value"), Is.EqualTo("4.0"));
        Assert.That(page, Does.Contain("The case is open.").And.Contain("Two people answer the phone.").And.Contain("2.5"));
        Assert.That(after.QuerySelectorAll(".take-up a").Select(link => link.TextContent), Has.Some.EqualTo("Case: open"));
        Assert.That(
            after.QuerySelectorAll("#cases .row-words a").Select(link => link.TextContent),
            Is.EqualTo(new[] { "Two people answer the phone." })
        );
    }

    [Test]
    public async Task Neither_the_customers_lead_nor_a_lead_above_is_offered_to_take_it_up()
    {
        await OpenedAsync();
        await ReadAsync(Provides, "/relationships/HR-SALES");

        Assert.That(await ReadAsync(Receives, "/relationships/HR-SALES"), Does.Contain("Two people answer").And.Not.Contain("/cases/new"));
        Assert.That(
            await ReadAsync(LeadsAbove, "/relationships/HR-SALES"),
            Does.Not.Contain("Two people answer").And.Not.Contain("/cases/")
        );
        Assert.That(await ReadAsync(LeadsAbove, "/"), Does.Not.Contain("/cases/"));
    }

    [Test]
    public async Task A_case_is_agreed_done_and_asked_earlier()
    {
        var id = await OpenedAsync();
        var customer = await FormAsync(Receives, $"/cases/{id}");
        var provider = await FormAsync(Provides, $"/cases/{id}");

        await customer.PostAsync($"/cases/{id}/agree", new() { ["seen"] = "1" });
        await provider.PostAsync($"/cases/{id}/done", new() { ["seen"] = "2" });
        var page = await ReadAsync(Provides, $"/cases/{id}");
        var earlier = await provider.PostAsync($"/cases/{id}/earlier", new() { ["seen"] = "3" });
        var asked = await ReadAsync(Provides, earlier.Headers.Location!.ToString());

        Assert.That((await ViewAsync(id))!.Case, Is.Not.Null.And.Property(nameof(CaseRow.State)).EqualTo(CaseState.Done));
        Assert.That(page, Does.Contain("Nobody can set the result by hand").And.Not.Contain("Mark as done</button>"));
        Assert.That(asked, Does.Contain("is asked about first in the wave that opens on"));
        Assert.That((await ViewAsync(id))!.Case.RecheckWanted, Is.True);
    }

    [Test]
    public async Task A_case_is_withdrawn_with_a_reason_only()
    {
        var id = await OpenedAsync();
        var form = await FormAsync(Provides, $"/cases/{id}");

        var refused = await form.PostAsync($"/cases/{id}/withdraw", new() { ["seen"] = "1", ["reason"] = " " });
        var text = await Html.ParseAsync(await refused.Content.ReadAsStringAsync());
        await form.PostAsync($"/cases/{id}/withdraw", new() { ["seen"] = "1", ["reason"] = "Not ours\r\nany more" });

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(text.QuerySelector("#reason-error"), Is.Not.Null);
        Assert.That(text.QuerySelector("details")!.HasAttribute("open"), Is.True);
        Assert.That((await ViewAsync(id))!.History[^1].Text, Is.EqualTo("Not ours\nany more"));
    }

    [Test]
    public async Task Of_two_who_change_a_case_the_second_sees_what_the_first_one_stored()
    {
        var id = await OpenedAsync();
        var first = await FormAsync(Provides, $"/cases/{id}/change");
        var second = await FormAsync(Staff, $"/cases/{id}/change");

        await first.PostAsync($"/cases/{id}/change", new(Fields("Three people answer.")) { ["seen"] = "1" });
        var stale = await second.PostAsync($"/cases/{id}/change", new(Fields("Nobody answers.")) { ["seen"] = "1" });
        var page = await TextAsync(stale);
        var done = await TextAsync(await second.PostAsync($"/cases/{id}/done", new() { ["seen"] = "1" }));
        var again = await second.PostAsync($"/cases/{id}/change", new(Fields("Nobody answers.")) { ["seen"] = "2" });

        Assert.That(stale.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(page, Does.Contain("Stored now: Three people answer.").And.Contain("Nobody answers.</textarea>"));
        Assert.That(done, Does.Contain("somebody else has changed this case meanwhile").And.Contain("Three people answer."));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task Of_two_who_take_up_a_figure_the_second_is_led_to_the_case_of_the_first()
    {
        var second = await FormAsync(Staff, New);
        var id = await OpenedAsync();

        var answer = await second.PostAsync(New, Fields("Another"));
        var again = await second.Client.GetAsync(New);

        Assert.That(await TextAsync(answer), Does.Contain("somebody has taken this up already").And.Contain($"href=\"/cases/{id}\""));
        Assert.That(again.Headers.Location!.ToString(), Is.EqualTo($"/cases/{id}"));
    }

    [TestCase("change", "", "#change-error")]
    [TestCase("due", "soon", "#problems")]
    [TestCase("expected", "NaN", "#expected-error")]
    [TestCase("owner", "9999", "#owner-error")]
    [TestCase("together", "x", "#together-error")]
    public async Task What_is_wrong_is_told_beside_its_field_and_stays(string field, string value, string place)
    {
        var form = await FormAsync(Provides, New);
        var fields = Fields();
        fields[field] = value;

        var answer = await form.PostAsync(New, fields);
        var page = await Html.ParseAsync(await answer.Content.ReadAsStringAsync());

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(page.QuerySelector(place), Is.Not.Null);
        Assert.That(page.QuerySelector("#change")!.TextContent, Is.EqualTo(fields["change"]));
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from service_case"), Is.Zero);
    }

    [Test]
    public async Task A_text_of_200_letters_is_taken_and_every_text_field_warns_of_comments()
    {
        var form = await FormAsync(Provides, New);

        var opened = await form.PostAsync(New, Fields(new string('W', 200)));
        var page = await Server.PageAsync(Provides, opened.Headers.Location!.ToString());
        var change = await ReadAsync(Provides, New.Replace("waiting", "overall"));

        Assert.That(opened.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(
            page.QuerySelectorAll("textarea").Select(field => page.GetElementById(field.Id + "-help")!.TextContent).ToList(),
            Has.Count.EqualTo(2).And.All.Contain("Write no comment of the survey here")
        );
        Assert.That(change, Does.Contain("Write no comment of the survey here"));
    }
}
