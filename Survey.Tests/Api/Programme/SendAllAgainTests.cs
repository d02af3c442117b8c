using System.Net;
using Survey.Db.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

/// <summary>A mail server has said no to most of a wave's invitations.</summary>
public sealed class SendAllAgainTests
{
    private ApiServer _server = null!;
    private Organisation _organisation = null!;
    private string _wave = "";

    private string Again => $"{_wave}/again/unwanted";

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        _wave = $"/programme/waves/{(await OpenWave.OpenAsync(_organisation, at: _server.Clock.Now.AddHours(-1))).Code}";
        await _organisation.RunAsync(
            "update message set state = 'failed', attempts = 1, status_code = '5.7.1', reason = '550 Not from you'"
        );
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task The_page_asks_first_how_many_to_whom_and_what_has_to_be_mended_and_a_look_sends_nothing()
    {
        var form = await OpenAsync();

        var page = await form.Client.GetStringAsync(Again);

        Assert.That(
            page,
            Does.Contain("26 invitations of this wave have failed")
                .And.Contain("does not accept our mail")
                .And.Contain("the address that its person has now")
                .And.Contain("accepts our mail again")
                .And.Contain("Send 26 invitations again")
        );
        Assert.That(await CountAsync("failed"), Is.EqualTo(26));
    }

    [Test]
    public async Task HR_sends_all_that_failed_for_a_reason_once_and_the_second_press_finds_nothing()
    {
        var form = await OpenAsync();

        var first = await form.PostAsync(Again, []);
        var second = await form.PostAsync(Again, []);

        Assert.That((Done(first), Done(second)), Is.EqualTo(("allAgain", "nothingLeft")));
        Assert.That(
            await _organisation.ListAsync<string>(
                "select distinct state || attempts || coalesce(reason, '') || coalesce(status_code, '') from message"
            ),
            Is.EqualTo(new[] { "queued0" })
        );
        var page = await form.Client.GetStringAsync(first.Headers.Location);
        Assert.That(page, Does.Contain("on their way again").And.Contain("26 failed invitations sent again").And.Not.Contain(Again));
        Assert.That(await form.Client.GetStringAsync(second.Headers.Location), Does.Contain("Nothing was sent"));
        Assert.That(
            await _organisation.ListAsync<(string, string)>("select actor, action from audit_log"),
            Is.EqualTo(new[] { ("hr1@example.org", "failed invitations sent again: 26 unwanted") })
        );
    }

    [Test]
    public async Task Sent_and_returned_ones_other_reasons_reminders_and_people_who_cannot_be_reached_stay_as_they_are()
    {
        await StandAsync("sales1", "state = 'sent', sent_at = queued_at");
        await StandAsync("sales2", "state = 'bounced'");
        await StandAsync("sales3", "status_code = '5.2.2'");
        await StandAsync("sales4", "status_code = null");
        await StandAsync("sales5", "kind = 'reminder1'");
        await _organisation.RunAsync(
            "update person set unreachable_since = @now where email = 'sales6@example.org'",
            new { now = _server.Clock.Now }
        );
        await _organisation.RunAsync("update person set email = 'mended@example.org' where email = 'shop1@example.org'");

        await (await OpenAsync()).PostAsync(Again, []);

        Assert.That(await CountAsync("queued"), Is.EqualTo(20));
        Assert.That(
            await _organisation.ListAsync<string>("select address from message where state <> 'queued' order by address"),
            Is.EqualTo(Enumerable.Range(1, 6).Select(number => $"sales{number}@example.org"))
        );
        Assert.That(
            await _organisation.OneAsync<int>("select count(*)::int from message where address = 'mended@example.org'"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Whoever_opted_out_gets_nothing_and_no_count_tells_that_they_did()
    {
        var form = await OpenAsync();
        var before = await form.Client.GetStringAsync(Again);
        await _organisation.RunAsync("insert into opt_out (person_id) select id from person where email = 'shop1@example.org'");
        var after = await form.Client.GetStringAsync(Again);
        await form.PostAsync(Again, []);

        await using var sender = await _server.Test.Database.OpenAsync();
        var worker = await MessageClaims.StartAsync(sender, default);
        var claimed = await MessageClaims.ClaimAsync(sender, worker, 100, _server.Clock.Now, default);

        Assert.That(WithoutToken(after), Is.EqualTo(WithoutToken(before)));
        Assert.That(claimed!.Select(message => message.Address), Has.Exactly(25).Items.And.None.EqualTo("shop1@example.org"));
        Assert.That(await form.Client.GetStringAsync(_wave), Does.Contain("26 failed invitations sent again"));
    }

    [Test]
    public async Task They_leave_within_the_hours_of_the_pulse_where_the_person_is()
    {
        await _organisation.RunAsync("update pulse set send_hours = '08:00-10:00'");
        await _organisation.RunAsync("update person set time_zone = 'America/New_York' where email = 'shop1@example.org'");

        await (await OpenAsync()).PostAsync(Again, []);

        var local = await _organisation.ListAsync<string>(
            """
            select distinct to_char(not_before at time zone person.time_zone, 'HH24:MI') from message
                join person on person.id = person_id order by 1
            """
        );
        Assert.That(local, Is.All.EqualTo("08:00"), "at eleven in Tallinn it is too late for today, and in New York too early");
    }

    [Test]
    public async Task After_the_wave_nothing_is_left_to_send_and_both_pages_say_so()
    {
        var form = await OpenAsync();
        await _organisation.RunAsync("update wave set closes_at = @now", new { now = _server.Clock.Now });

        var answer = await form.PostAsync(Again, []);

        Assert.That(Done(answer), Is.EqualTo("nothingLeft"));
        Assert.That(
            await form.Client.GetStringAsync(Again),
            Does.Contain("Nothing was sent").And.Not.Contain("method=\"post\" class=\"actions\"")
        );
        Assert.That(await form.Client.GetStringAsync(_wave), Does.Contain("does not accept our mail").And.Not.Contain("/again/unwanted"));
        Assert.That(await CountAsync("failed"), Is.EqualTo(26));
    }

    [Test]
    public async Task Only_HR_sees_and_does_it_and_only_for_what_there_is()
    {
        var admin = await Form.OpenAsync(
            _server,
            "/programme",
            $"survey-session={await _server.SessionAsync("root@example.org", "admin")}"
        );
        var hr = await OpenAsync();

        Assert.That((await admin.Client.GetAsync(Again)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await admin.PostAsync(Again, [])).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        foreach (var nothing in new[] { $"{_wave}/again/nonsense", "/programme/waves/NONE-2026-03-02/again/unwanted" })
        {
            Assert.That((await hr.Client.GetAsync(nothing)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await hr.PostAsync(nothing, [])).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        }
        Assert.That(await CountAsync("failed"), Is.EqualTo(26));
    }

    private async Task<Form> OpenAsync() =>
        await Form.OpenAsync(_server, Again, $"survey-session={await _server.SessionAsync("hr1@example.org", "hr")}");

    private Task<int> CountAsync(string state) =>
        _organisation.OneAsync<int>("select count(*)::int from message where state = @state", new { state });

    private Task<int> StandAsync(string person, string how) =>
        _organisation.RunAsync($"update message set {how} where address = '{person}@example.org'");

    private static string? Done(HttpResponseMessage answer) => answer.Headers.Location?.ToString().Split("?done=")[^1];

    private static string WithoutToken(string page) =>
        System.Text.RegularExpressions.Regex.Replace(page, "name=\"__RequestVerificationToken\"[^>]*>", "");
}
