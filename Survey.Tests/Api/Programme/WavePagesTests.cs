using System.Net;
using AngleSharp.Dom;
using Survey.Db.Messages;
using Survey.Db.Waves;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

/// <summary>The clock stands two hours after the wave of March was due; it waits for approval.</summary>
public sealed class WavePagesTests
{
    private const string Waves = "/programme/waves";
    private const string March = Waves + "/MONTHLY-2026-03-02";
    private const string April = Waves + "/MONTHLY-2026-04-06";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await _organisation.RunAsync("update pulse set approval = 'required', first_date = '2026-03-01'");
        await RunAsync();
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task The_list_names_waves_to_come_that_are_not_planned_yet_and_leads_to_each()
    {
        await ApproveAsync();
        var page = await PageAsync(Waves);

        Assert.That(
            page.QuerySelectorAll(".moment-name a").Select(link => link.GetAttribute("href")),
            Is.EqualTo(new[] { March, April, Waves + "/MONTHLY-2026-05-04", Waves + "/MONTHLY-2026-06-01" })
        );
        Assert.That(
            page.QuerySelectorAll(".moment .state").Select(state => state.TextContent),
            Is.EqualTo(new[] { "open", "waits for approval", "waits for approval", "waits for approval" })
        );
        Assert.That(page.QuerySelectorAll(".moment-days")[1].TextContent, Does.Contain("6 April 2026").And.Contain("13 April 2026"));
    }

    [Test]
    public async Task A_wave_that_should_be_open_asks_for_its_approval()
    {
        Assert.That((await PageAsync(Waves)).QuerySelector(".moment .state-asks")!.TextContent, Is.EqualTo("overdue, waits for approval"));
        Assert.That((await PageAsync(March)).QuerySelector("h1 .state-asks")!.TextContent, Is.EqualTo("overdue, waits for approval"));
    }

    [Test]
    public async Task The_page_of_a_coming_wave_says_what_it_would_do()
    {
        await _organisation.UnitAsync("LONE", "ROOT", people: 2);
        await _organisation.RelationshipAsync("LONE-ALL", "LONE", "ROOT");
        await _organisation.RunAsync("update person set active_from = '2026-03-20' where email = 'shop1@example.org'");
        await OpenParticipation.RenewChoicesAsync(_server.Test.Database, TestFigureKey.Key, _server.Clock.Now, default);

        var text = (await PageAsync(April)).Body!.TextContent;

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("opens on 6 April 2026 only if it is approved").And.Contain("before 13 April 2026"));
            Assert.That(text, Does.Match(@"one e-mail each\s*27").And.Match(@"at most\s*81").And.Match(@"3 relationships\s*14 people"));
            Assert.That(
                text,
                Does.Match(@"New, for less than 30 days\s*1").And.Match(@"By their own choice, in the whole organisation\s*under 5")
            );
            Assert.That(text, Does.Contain("LONE → everybody").And.Contain("Name its parent unit instead."));
            Assert.That(text, Does.Match(@"to show by themselves: HR · LONE · Temporary|to show by themselves: [^.]*LONE"));
        });
    }

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
            Does.Contain("can be answered until 9 March 2026").And.Contain("hr1@example.org")
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
    public async Task An_open_wave_shows_counts_of_invitations_and_nothing_that_follows_the_answers()
    {
        await ApproveAsync();
        await OpenParticipation.RenewAsync(_server.Test.Database, TestFigureKey.Key, _server.Clock.Now, default);
        var before = (await PageAsync(March)).QuerySelector("main")!.TextContent;
        var wave = await OpenWave.LoadAsync(_organisation, await _organisation.OneAsync<long>("select id from wave"));
        foreach (var invitation in wave.Invitations.Take(20))
        {
            await _organisation.RunAsync(
                "insert into answered (wave_id, invitation_id) values (@wave, @Id)",
                new { wave = wave.Id, invitation.Id }
            );
        }
        await _organisation.RunAsync(
            """
            insert into message (id, kind, wave_id, unsealed_wave_id, person_id, address, language, state, not_before,
                give_up_at, queued_at)
            select gen_random_uuid(), 'reminder1', wave_id, wave_id, person_id, address, language, 'failed', not_before,
                give_up_at, queued_at
            from message limit 6
            """
        );
        await OpenParticipation.RenewAsync(_server.Test.Database, TestFigureKey.Key, _server.Clock.Now, default);

        var page = await PageAsync(March);

        Assert.That(page.QuerySelector("main")!.TextContent, Is.EqualTo(before));
        Assert.That(
            page.QuerySelectorAll(".mail-states tbody td").Select(cell => cell.TextContent),
            Is.EqualTo(new[] { "25", "0", "0", "0", "0" }),
            "26, to the nearest 5"
        );
        Assert.That(page.QuerySelectorAll(".participation td").Select(cell => cell.TextContent.Trim()), Has.All.EqualTo("under 25%"));
    }

    [TestCase(19, false)]
    [TestCase(21, true)]
    public async Task When_invitations_wait_for_long_the_page_says_that_sending_is_held_up(int minutes, bool isSaid)
    {
        await ApproveAsync();
        await _organisation.RunAsync(
            "update message set state = 'queued', not_before = @due",
            new { due = _server.Clock.Now.AddMinutes(-minutes) }
        );

        Assert.That((await PageAsync(March)).QuerySelector(".alert") is not null, Is.EqualTo(isSaid));
    }

    [Test]
    public async Task As_long_as_no_mail_leaves_the_pages_say_why_and_what_to_do()
    {
        await ApproveAsync();
        await using var connection = await _server.Test.Database.OpenAsync();
        await SendingStop.RecordAsync(
            connection,
            "The mail server refused us (535): Wrong password.",
            true,
            null,
            _server.Clock.Now.AddMinutes(-65),
            default
        );
        await SendingStop.RecordAsync(
            connection,
            "The mail server refused us (535): Wrong password.",
            true,
            null,
            _server.Clock.Now.AddMinutes(-45),
            default
        );
        await SendingStop.RecordAsync(
            connection,
            "The mail server refused us (535): Wrong password.",
            true,
            null,
            _server.Clock.Now.AddMinutes(-20),
            default
        );

        foreach (var address in new[] { Waves, March })
        {
            Assert.That(
                (await PageAsync(address)).QuerySelector(".alert")!.TextContent,
                Does.Match("65.min").And.Contain("(535): Wrong password.").And.Contain("whoever runs Survey").And.Contain("Nothing is lost")
            );
        }
        await SendingStop.EndAsync(connection, default);
        Assert.That((await PageAsync(Waves)).QuerySelector(".alert") ?? (await PageAsync(March)).QuerySelector(".alert"), Is.Null);
    }

    [Test]
    public async Task While_a_quota_of_the_mail_server_is_used_up_the_pages_say_when_sending_goes_on()
    {
        await ApproveAsync();
        await using var connection = await _server.Test.Database.OpenAsync();
        var now = _server.Clock.Now;
        await SendingStop.RecordAsync(connection, "550 5.4.5 Daily limit exceeded", false, now.AddHours(22), now.AddHours(-2), default);

        Assert.That(
            (await PageAsync(Waves)).QuerySelector(".alert")!.TextContent,
            Does.Match("goes on in 22.0.h").And.Contain("Daily limit")
        );
    }

    [Test]
    public async Task A_failed_invitation_is_sent_again_from_the_page_of_its_wave()
    {
        await ApproveAsync();
        await _organisation.RunAsync("update message set state = 'failed', status_code = '5.1.1' where address = 'shop1@example.org'");
        var form = await OpenAsync(March);
        var again = (await PageAsync(March)).QuerySelector("form[action$='/again']")!.GetAttribute("action")!;

        var answer = await form.PostAsync(again, []);

        Assert.That(Done(answer), Is.EqualTo("again"));
        Assert.That(await form.Client.GetStringAsync(March), Does.Contain("has been delivered so far"));
    }

    [Test]
    public async Task A_skipped_and_a_sealed_wave_and_one_from_another_tool_say_what_became_of_them()
    {
        await PublishedWave.SealAsync(_organisation, "W1", new DateOnly(2026, 2, 1));
        await _organisation.RunAsync("update wave set state = 'skipped' where state = 'planned'");

        Assert.That((await PageAsync(March)).Body!.TextContent, Does.Contain("Nobody was asked."));
        Assert.That((await PageAsync(Waves + "/w1")).QuerySelector("a.button")!.GetAttribute("href"), Is.EqualTo("/pairs?wave=W1"));
    }

    [Test]
    public async Task Only_HR_decides_and_only_those_who_run_the_programme_look()
    {
        await _organisation.RunAsync("update unit set lead_email = 'it1@example.org' where code = 'IT'");
        var lead = await Form.OpenAsync(_server, "/", $"survey-session={await _server.SessionAsync("it1@example.org")}");
        var employee = await Form.OpenAsync(_server, "/", $"survey-session={await _server.SessionAsync("shop1@example.org")}");
        var admin = await Form.OpenAsync(_server, March, $"survey-session={await _server.SessionAsync("root@example.org", "admin")}");

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
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from wave_decision"), Is.Zero);
    }

    [TestCase("MONTHLY-2026-03-03")]
    [TestCase("MONTHLY-2026-02-02")]
    [TestCase("NONE-2026-03-02")]
    [TestCase("MONTHLY-2090-03-06")]
    [TestCase("MONTHLY")]
    public async Task A_wave_that_no_schedule_names_does_not_exist(string code)
    {
        var hr = await _server.ClientOfAsync("hr1@example.org", "hr");

        Assert.That((await hr.GetAsync($"{Waves}/{code}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task ApproveAsync()
    {
        await WaveDecisions.ApproveAsync(_server.Test.Database, "MONTHLY-2026-03-02", "hr1@example.org", _server.Clock.Now, default);
        await RunAsync();
    }

    private async Task RunAsync()
    {
        await WavePlanning.PlanDueAsync(_server.Test.Database, _server.Clock.Now, default);
        await DueWaves.OpenAsync(_server.Test.Database, _server.Clock.Now, default);
    }

    private Task<string> StateAsync() => _organisation.OneAsync<string>("select state from wave where code = 'MONTHLY-2026-03-02'");

    private async Task<Form> OpenAsync(string address) =>
        await Form.OpenAsync(_server, address, $"survey-session={await _server.SessionAsync("hr1@example.org", "hr")}");

    private Task<IDocument> PageAsync(string address) => _server.PageAsync("hr1@example.org", address, "hr");

    private static string? Done(HttpResponseMessage answer) => answer.Headers.Location?.ToString().Split("?done=")[^1];
}
