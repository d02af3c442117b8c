using System.Net;
using AngleSharp.Dom;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

/// <summary>HR approves, postpones and cancels waves.</summary>
public sealed class WaveDecisionPagesTests : OnWavePages
{
    [Test]
    public async Task HR_approves_a_wave_and_the_scheduler_opens_it()
    {
        var form = await OpenAsync(March);

        var unsure = await form.PostAsync(March + "/approve", []);
        await RunAsync();
        Assert.That((Done(unsure), await StateAsync()), Is.EqualTo(("unsure", "planned")), "mails go out at once: the box comes first");

        var answer = await form.PostAsync(March + "/approve", new() { ["sure"] = "yes" });
        await RunAsync();

        Assert.That((Done(answer), await StateAsync()), Is.EqualTo(("approved", "open")));
        Assert.That(
            await form.Client.GetStringAsync(March),
            Does.Contain("can be answered until Monday, 9 March, ").And.Contain("hr1@example.org")
        );
    }

    [Test]
    public async Task HR_approves_a_wave_to_come_and_takes_it_back()
    {
        var form = await OpenAsync(April);

        var approved = await form.PostAsync(April + "/approve", []);
        var page = await form.Client.GetStringAsync(approved.Headers.Location);
        var withdrawn = await form.PostAsync(April + "/withdraw", []);

        Assert.That(page, Does.Contain("The wave is approved.").And.Contain("/withdraw\"").And.Not.Contain("/approve\""));
        Assert.That(Done(withdrawn), Is.EqualTo("withdrawn"));
    }

    [TestCase("2026-03-20", "postponed")]
    [TestCase("2026-03-01", "tooEarly")]
    [TestCase("2026-04-01", "tooLate")]
    [TestCase("soon", "noDay")]
    public async Task HR_postpones_a_wave_within_bounds(string day, string done)
    {
        var form = await OpenAsync(March);

        var answer = await form.PostAsync(March + "/postpone", new() { ["day"] = day });

        Assert.That(Done(answer), Is.EqualTo(done));
        Assert.That(
            (await PageAsync(March)).Body!.TextContent,
            done == "postponed"
                ? Does.Contain("by the schedule it would have opened on 2 March 2026")
                : Does.Contain("should have opened on 2 March 2026")
        );
    }

    [Test]
    public async Task HR_cancels_a_wave_for_good_after_ticking_the_box()
    {
        var form = await OpenAsync(April);

        var unsure = await form.PostAsync(April + "/cancel", []);
        var answer = await form.PostAsync(April + "/cancel", new() { ["sure"] = "yes" });
        var page = await form.Client.GetStringAsync(answer.Headers.Location);

        Assert.That((Done(unsure), Done(answer)), Is.EqualTo(("unsure", "cancelled")));
        Assert.That(
            page,
            Does.Contain("This wave, meant for 6 April 2026, was cancelled.")
                .And.Not.Contain("<dt>Opens")
                .And.Not.Contain("/approve\"")
                .And.Not.Contain("/cancel\"")
        );
    }

    [Test]
    public async Task A_decision_that_comes_too_late_changes_nothing_and_says_so()
    {
        var form = await OpenAsync(March);
        await ApproveAsync();

        var answer = await form.PostAsync(March + "/cancel", new() { ["sure"] = "yes" });

        Assert.That((Done(answer), await StateAsync()), Is.EqualTo(("late", "open")));
        Assert.That(await form.Client.GetStringAsync(answer.Headers.Location), Does.Contain("meanwhile the wave has opened"));
    }

    [Test]
    public async Task Only_HR_decides_and_only_those_who_run_the_programme_look()
    {
        await Organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");
        var lead = await Form.OpenAsync(Server, "/", $"survey-session={await Server.SessionAsync("it1@example.org")}");
        var employee = await Form.OpenAsync(Server, "/", $"survey-session={await Server.SessionAsync("shop1@example.org")}");
        var admin = await Form.OpenAsync(Server, March, $"survey-session={await Server.SessionAsync("root@example.org", "admin")}");

        foreach (var form in new[] { lead, employee })
        {
            Assert.That((await form.Client.GetAsync(March)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        }
        Assert.That(await admin.Client.GetStringAsync(March), Does.Contain("What would happen").And.Not.Contain("/approve"));
        foreach (
            var (form, deed) in from form in new[] { lead, employee, admin }
            from deed in new[] { "approve", "withdraw", "postpone", "cancel" }
            select (form, deed)
        )
        {
            var answer = await form.PostAsync($"{March}/{deed}", new() { ["sure"] = "yes", ["day"] = "2026-03-20" });
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), deed);
        }
        Assert.That(await Organisation.OneAsync<int>("select count(*)::int from wave_decision"), Is.Zero);
    }

    private Task<string> StateAsync() => Organisation.OneAsync<string>("select state from wave where code = 'MONTHLY-2026-03-02'");
}
