using System.Net;
using Survey.Tests.Support;

namespace Survey.Tests.Api.Programme;

public sealed class UndeliveredTests
{
    private const string Page = "/programme/messages";

    private ApiServer _server = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await ApiServer.StartAsync(StartingPoint.SmallOrganisation);
        _organisation = new Organisation(_server.Test.Database);
        await OpenWave.OpenAsync(_organisation, at: _server.Clock.Now.AddHours(-1));
    }

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task HR_sends_an_invitation_again_to_the_address_its_person_has_now()
    {
        var mail = await FailAsync("bounced");
        await _organisation.RunAsync(
            "update person set email = 'mended@example.org' where id = (select person_id from message where id = @mail)",
            new { mail }
        );
        var form = await OpenAsync();

        var answer = await form.PostAsync($"{Page}/{mail}/again", []);

        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo(Page + "?done=again"));
        Assert.That(await form.Client.GetStringAsync(answer.Headers.Location), Does.Contain("on its way").And.Not.Contain("/again\""));
        Assert.That(await StateAsync(mail), Is.EqualTo("queued mended@example.org"));
    }

    [Test]
    public async Task After_its_wave_an_invitation_can_be_sent_no_more_and_the_page_says_so()
    {
        var mail = await FailAsync("failed");
        var form = await OpenAsync();
        await _organisation.RunAsync("update wave set closes_at = @now", new { now = _server.Clock.Now });

        var answer = await form.PostAsync($"{Page}/{mail}/again", []);

        Assert.That(await form.Client.GetStringAsync(answer.Headers.Location), Does.Contain("sent any more").And.Not.Contain("/again\""));
        Assert.That(await StateAsync(mail), Does.StartWith("failed"));
    }

    [Test]
    public async Task A_failed_reminder_can_not_be_sent_again_because_it_would_say_who_has_not_answered()
    {
        var mail = await FailAsync("failed");
        var form = await OpenAsync();
        await _organisation.RunAsync("update message set kind = 'reminder1' where id = @mail", new { mail });

        await form.PostAsync($"{Page}/{mail}/again", []);

        Assert.That(await StateAsync(mail), Does.StartWith("failed"));
        Assert.That(await form.Client.GetStringAsync(Page), Does.Not.Contain(mail.ToString()));
    }

    [Test]
    public async Task Many_are_counted_by_reason_and_all_but_the_newest_are_folded_away()
    {
        await _organisation.RunAsync(
            "update message set state = 'bounced', status_code = case when address like 'sales%' then '5.1.1' else '5.2.2' end"
        );

        var page = await (await OpenAsync()).Client.GetStringAsync(Page);

        Assert.That(page, Does.Match("There is no such mailbox.</dt><dd>14</dd>").And.Match("The mailbox is full.</dt><dd>12</dd>"));
        Assert.That(page.Split("<details")[0].Split("/again\"").Length - 1, Is.EqualTo(10));
        Assert.That(page, Does.Contain("Show all others (16)"));
    }

    [TestCase("failed", "unwanted", 2, true)]
    [TestCase("failed", "unwanted", 1, false, Description = "one refusal may be about one person")]
    [TestCase("failed", "full", 2, false, Description = "a reason of theirs")]
    [TestCase("bounced", "noMailbox", 2, false)]
    public async Task Refusals_of_our_mail_for_several_people_of_a_domain_are_told_as_a_problem_of_ours(
        string state,
        string reason,
        int people,
        bool isTold
    )
    {
        await _organisation.RunAsync(
            """
            update message set state = @state, status_code = '5.7.1', reason_code = @reason, queued_at = @now
            where id in (select id from message where kind = 'invitation' order by address limit @people)
            """,
            new
            {
                state,
                reason,
                people,
                now = _server.Clock.Now,
            }
        );
        var wave = await _organisation.OneAsync<string>("select code from wave");
        var form = await OpenAsync();

        foreach (var address in new[] { Page, $"/programme/waves/{wave}" })
        {
            var page = await form.Client.GetStringAsync(address);
            Assert.That(page.Contains("2 people at example.org were refused", StringComparison.Ordinal), Is.EqualTo(isTold), address);
        }
    }

    [Test]
    public async Task A_refused_reminder_tells_nothing_about_a_domain()
    {
        await _organisation.RunAsync(
            "update message set kind = 'reminder1', state = 'failed', status_code = '5.7.1', reason_code = 'unwanted'"
        );

        Assert.That(await (await OpenAsync()).Client.GetStringAsync(Page), Does.Not.Contain("example.org were refused"));
    }

    [TestCase(4, null)]
    [TestCase(9, "at least 5 of our e-mails")]
    public async Task Complaints_are_told_as_a_number_when_there_are_enough(int complaints, string? words)
    {
        await _organisation.RunAsync(
            "insert into complaint_count (day, count) values (@now::date, @complaints)",
            new { now = _server.Clock.Now, complaints }
        );

        var page = await (await OpenAsync()).Client.GetStringAsync(Page);

        Assert.That(page, words is null ? Does.Not.Contain("as spam") : Does.Contain(words));
    }

    [Test]
    public async Task A_returned_mail_is_shown_with_what_it_said_and_not_only_with_its_code()
    {
        await _organisation.RunAsync("update message set state = 'failed', status_code = '5.7.1', reason_code = 'full'");

        Assert.That(
            await (await OpenAsync()).Client.GetStringAsync(Page),
            Does.Contain("The mailbox is full.").And.Not.Contain("does not accept our mail")
        );
    }

    [Test]
    public async Task HR_says_that_an_address_works_again()
    {
        await _organisation.RunAsync(
            "update person set hard_bounces = 2, unreachable_since = @now where email = 'shop1@example.org'",
            new { now = _server.Clock.Now }
        );
        var id = await _organisation.OneAsync<long>("select id from person where email = 'shop1@example.org'");
        var form = await OpenAsync();

        var answer = await form.PostAsync($"/programme/people/{id}/reachable", []);

        Assert.That(
            await form.Client.GetStringAsync(answer.Headers.Location),
            Does.Contain("asked again").And.Not.Contain("shop1@example.org")
        );
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from person where unreachable_since is not null"), Is.Zero);
    }

    [Test]
    public async Task Only_HR_does_so()
    {
        var mail = await FailAsync("failed");
        var admin = await Form.OpenAsync(
            _server,
            "/programme",
            $"survey-session={await _server.SessionAsync("root@example.org", "admin")}"
        );

        Assert.That((await admin.PostAsync($"{Page}/{mail}/again", [])).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await StateAsync(mail), Does.StartWith("failed"));
    }

    private async Task<Form> OpenAsync() =>
        await Form.OpenAsync(_server, Page, $"survey-session={await _server.SessionAsync("hr1@example.org", "hr")}");

    /// <summary>The invitation of the first person, which did not arrive.</summary>
    private Task<Guid> FailAsync(string state) =>
        _organisation.OneAsync<Guid>(
            """
            update message set state = @state, reason = '550 No such person', status_code = '5.1.1'
            where id = (select id from message where kind = 'invitation' order by address limit 1)
            returning id
            """,
            new { state }
        );

    private Task<string> StateAsync(Guid mail) =>
        _organisation.OneAsync<string>("select state || ' ' || address from message where id = @mail", new { mail });
}
