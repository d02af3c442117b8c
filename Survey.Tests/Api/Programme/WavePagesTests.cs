using System.Net;
using AngleSharp.Dom;
using Survey.Db.Messages;
using Survey.Reports.Publishing;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

public sealed class WavePagesTests : OnWavePages
{
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
        await Organisation.UnitAsync("LONE", "ROOT", people: 2);
        await Organisation.RelationshipAsync("LONE-ALL", "LONE", "ROOT");
        await Organisation.RunAsync("update person set active_from = '2026-03-20' where email = 'shop1@example.org'");
        await OpenParticipation.RenewChoicesAsync(Server.Test.Database, TestFigureKey.Key, Server.Clock.Now, default);

        var text = (await PageAsync(April)).Body!.TextContent;

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("opens on 6 April 2026 only if it is approved").And.Contain("before its end on 13 April 2026"));
            Assert.That(text, Does.Match(@"one e-mail each\s*27").And.Match(@"at most\s*81").And.Match(@"3 services\s*14 people"));
            Assert.That(
                text,
                Does.Match(@"New, for less than 30 days\s*1").And.Match(@"By their own choice, in the whole organisation\s*under 5")
            );
            Assert.That(text, Does.Contain("LONE → everybody").And.Contain("Name its parent unit instead."));
            Assert.That(text, Does.Match(@"to show by themselves: HR · LONE · Temporary|to show by themselves: [^.]*LONE"));
        });
    }

    [Test]
    public async Task An_open_wave_shows_counts_of_invitations_and_nothing_that_follows_the_answers()
    {
        await ApproveAsync();
        await OpenParticipation.RenewAsync(Server.Test.Database, TestFigureKey.Key, Server.Clock.Now, default);
        var before = (await PageAsync(March)).QuerySelector("main")!.TextContent;
        var wave = await OpenWave.LoadAsync(Organisation, await Organisation.OneAsync<long>("select id from wave"));
        foreach (var invitation in wave.Invitations.Take(20))
        {
            await Organisation.RunAsync(
                "insert into answered (wave_id, invitation_id) values (@wave, @Id)",
                new { wave = wave.Id, invitation.Id }
            );
        }
        await Organisation.RunAsync(
            """
            insert into message (id, kind, wave_id, unsealed_wave_id, person_id, address, language, state, not_before,
                give_up_at, queued_at)
            select gen_random_uuid(), 'reminder1', wave_id, wave_id, person_id, address, language, 'failed', not_before,
                give_up_at, queued_at
            from message limit 6
            """
        );
        await OpenParticipation.RenewAsync(Server.Test.Database, TestFigureKey.Key, Server.Clock.Now, default);

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
        await Organisation.RunAsync(
            "update message set state = 'queued', not_before = @due",
            new { due = Server.Clock.Now.AddMinutes(-minutes) }
        );

        Assert.That((await PageAsync(March)).QuerySelector(".alert") is not null, Is.EqualTo(isSaid));
    }

    [Test]
    public async Task As_long_as_no_mail_leaves_the_pages_say_why_and_what_to_do()
    {
        await ApproveAsync();
        await using var connection = await Server.Test.Database.OpenAsync();
        await SendingOutage.RecordAsync(
            connection,
            "The mail server refused us (535): Wrong password.",
            true,
            null,
            Server.Clock.Now.AddMinutes(-65),
            default
        );
        await SendingOutage.RecordAsync(
            connection,
            "The mail server refused us (535): Wrong password.",
            true,
            null,
            Server.Clock.Now.AddMinutes(-45),
            default
        );
        await SendingOutage.RecordAsync(
            connection,
            "The mail server refused us (535): Wrong password.",
            true,
            null,
            Server.Clock.Now.AddMinutes(-20),
            default
        );

        foreach (var address in new[] { Waves, March })
        {
            Assert.That(
                (await PageAsync(address)).QuerySelector(".alert")!.TextContent,
                Does.Match("65.min")
                    .And.Contain("(535): Wrong password.")
                    .And.Contain("the people who run Survey")
                    .And.Contain("Nothing is lost")
            );
        }
        await SendingOutage.EndAsync(connection, default);
        Assert.That((await PageAsync(Waves)).QuerySelector(".alert") ?? (await PageAsync(March)).QuerySelector(".alert"), Is.Null);
    }

    [Test]
    public async Task While_a_quota_of_the_mail_server_is_used_up_the_pages_say_when_sending_goes_on()
    {
        await ApproveAsync();
        await using var connection = await Server.Test.Database.OpenAsync();
        var now = Server.Clock.Now;
        await SendingOutage.RecordAsync(connection, "550 5.4.5 Daily limit exceeded", false, now.AddHours(22), now.AddHours(-2), default);

        Assert.That(
            (await PageAsync(Waves)).QuerySelector(".alert")!.TextContent,
            Does.Match("goes on in 22.0.h").And.Contain("Daily limit")
        );
    }

    [Test]
    public async Task A_failed_invitation_is_sent_again_from_the_page_of_its_wave()
    {
        await ApproveAsync();
        await Organisation.RunAsync("update message set state = 'failed', status_code = '5.1.1' where address = 'shop1@example.org'");
        var form = await OpenAsync(March);
        var again = (await PageAsync(March)).QuerySelector("form[action$='/again']")!.GetAttribute("action")!;

        var answer = await form.PostAsync(again, []);

        Assert.That(Done(answer), Is.EqualTo("again"));
        Assert.That(await form.Client.GetStringAsync(March), Does.Contain("has been delivered so far"));
    }

    [Test]
    public async Task A_skipped_and_a_sealed_wave_and_one_from_another_tool_say_what_became_of_them()
    {
        await PublishedWave.SealAsync(Organisation, "W1", new DateOnly(2026, 2, 1));
        await Organisation.RunAsync("update wave set state = 'skipped' where state = 'planned'");

        Assert.That((await PageAsync(March)).Body!.TextContent, Does.Contain("Nobody was asked."));
        Assert.That((await PageAsync(Waves + "/w1")).QuerySelector("a.button")!.GetAttribute("href"), Is.EqualTo("/pairs?wave=W1"));
    }

    [TestCase("MONTHLY-2026-03-03")]
    [TestCase("MONTHLY-2026-02-02")]
    [TestCase("NONE-2026-03-02")]
    [TestCase("MONTHLY-2090-03-06")]
    [TestCase("MONTHLY")]
    public async Task A_wave_that_no_schedule_names_does_not_exist(string code)
    {
        var hr = await Server.ClientOfAsync("hr1@example.org", "hr");

        Assert.That((await hr.GetAsync($"{Waves}/{code}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
