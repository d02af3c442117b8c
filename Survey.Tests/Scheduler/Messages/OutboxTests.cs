using Microsoft.Extensions.Time.Testing;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Scheduler.Mail;
using Survey.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Messages;

public sealed class OutboxTests
{
    [Test]
    public async Task Everybody_invited_gets_one_mail_however_often_and_by_however_many_it_is_sent()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var transport = new RecordingTransport();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => sending.Outbox(transport).SendDueAsync(Sending.Monday, default)));
        await sending.Outbox(transport).SendDueAsync(Sending.Monday.AddHours(1), default);

        Assert.That(
            transport.Sent.Select(mail => mail.To),
            Is.EquivalentTo(sending.Wave.Invitations.Select(invitation => invitation.Email))
        );
        Assert.That(await sending.StatesAsync(), Is.EqualTo(new Dictionary<string, int> { ["sent"] = sending.Wave.Invitations.Count }));
    }

    [Test]
    public async Task No_connection_hands_a_mail_over_before_its_last_one_is_written_down()
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation => organisation.PeopleAsync("SHOP", 100));
        var (handedOver, mostUnwritten) = (0, 0);
        var transport = new RecordingTransport(_ =>
        {
            var all = Interlocked.Increment(ref handedOver);
            var unwritten = all - sending.StatesAsync().GetAwaiter().GetResult().GetValueOrDefault("sent");
            mostUnwritten = Math.Max(mostUnwritten, unwritten);
            return new Accepted();
        });

        await sending.Outbox(transport).SendDueAsync(Sending.Monday, default);

        Assert.That(handedOver, Is.EqualTo(sending.Wave.Invitations.Count));
        Assert.That(mostUnwritten, Is.InRange(1, transport.Connections));
    }

    [Test]
    public async Task A_wave_that_is_over_is_not_mailed()
    {
        await using var sending = await Sending.WithOpenWaveAsync();

        Assert.That(await sending.SendAsync(Sending.Monday.AddDays(7)), Is.Empty);
        Assert.That(
            await sending.StatesAsync(),
            Is.EqualTo(new Dictionary<string, int> { ["cancelled"] = sending.Wave.Invitations.Count })
        );
    }

    [Test]
    public async Task People_who_opted_out_are_not_mailed()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.OptOutAsync("shop1@example.org");

        Assert.That(
            await sending.SendAsync(Sending.Monday),
            Has.Count.EqualTo(sending.Wave.Invitations.Count - 1).And.None.EqualTo("shop1@example.org")
        );
    }

    [Test]
    public async Task While_the_way_out_is_closed_no_mail_is_blamed_and_sending_pauses()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var pause = new SendingPause(TimeProvider.System);
        var tries = 0;
        var closed = new RecordingTransport(_ =>
        {
            Interlocked.Increment(ref tries);
            return new TransportDown("The mail server is away.", NeedsSomebody: false);
        });

        var first = await sending.Outbox(closed, pause: pause).SendDueAsync(Sending.Monday, default);
        var second = await sending.Outbox(closed, pause: pause).SendDueAsync(Sending.Monday, default);

        Assert.That(first, Is.EqualTo(new SendCount(0, 0, 0, "The mail server is away.")));
        Assert.That(second.Stopped, Is.EqualTo("The mail server is away."));
        Assert.That(tries, Is.LessThanOrEqualTo(closed.Connections), "one try per connection, none while it pauses");
        Assert.That(await sending.Organisation.OneAsync<int>("select sum(attempts)::int from message"), Is.Zero);
        Assert.That(await sending.StatesAsync(), Is.EqualTo(new Dictionary<string, int> { ["queued"] = sending.Wave.Invitations.Count }));
        Assert.That(await sending.SendAsync(Sending.Monday), Has.Count.EqualTo(sending.Wave.Invitations.Count));
    }

    [Test]
    public async Task Why_sending_stopped_is_kept_until_a_scheduler_gets_through_again()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var refused = new RecordingTransport(_ => new TransportDown(
            "The mail server refused us (535): Wrong password.",
            NeedsSomebody: true
        ));
        var grey = new RecordingTransport(_ => new Deferred("450 Later", "4.2.0"));

        await sending.Outbox(new RecordingTransport()).SendDueAsync(Sending.Monday.AddMinutes(-1), default);
        var before = await StopAsync(sending);
        await sending.Outbox(refused).SendDueAsync(Sending.Monday, default);
        var during = await StopAsync(sending);
        await sending.Outbox(grey).SendDueAsync(Sending.Monday, default);

        Assert.That(before, Is.Null);
        Assert.That((during?.Reason, during?.NeedsSomebody), Is.EqualTo(("The mail server refused us (535): Wrong password.", true)));
        Assert.That(await StopAsync(sending), Is.Null, "a server that says no to a mail is there");
    }

    [Test]
    public async Task A_deferred_mail_is_tried_again_later_and_later()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var grey = new RecordingTransport(mail => mail.To == "shop1@example.org" ? new Deferred("450 Later", "4.2.0") : new Accepted());

        var first = await sending.Outbox(grey).SendDueAsync(Sending.Monday, default);
        var tooEarly = await sending.Outbox(grey).SendDueAsync(Sending.Monday.AddMinutes(4), default);
        var second = await sending.Outbox(grey).SendDueAsync(Sending.Monday.AddMinutes(7), default);
        var stillEarly = await sending.Outbox(grey).SendDueAsync(Sending.Monday.AddMinutes(16), default);
        var last = await sending.SendAsync(Sending.Monday.AddMinutes(20));

        Assert.That(new[] { first, tooEarly, second, stillEarly }.Select(count => count.Deferred), Is.EqualTo(new[] { 1, 0, 1, 0 }));
        Assert.That(last, Is.EqualTo(new[] { "shop1@example.org" }));
    }

    [Test]
    public async Task Mails_that_were_deferred_together_do_not_all_come_back_together()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.Outbox(new RecordingTransport(_ => new Deferred("450 Later", "4.2.0"))).SendDueAsync(Sending.Monday, default);

        var waits = await sending.Organisation.ListAsync<double>(
            "select (extract(epoch from not_before - @monday) / 60)::float8 from message",
            new { monday = Sending.Monday }
        );
        Assert.That(waits, Is.All.InRange(5.0, 6.25));
        Assert.That(waits.Distinct().Count(), Is.GreaterThan(20));
    }

    [Test]
    public async Task What_was_claimed_before_the_wave_closed_is_not_sent_after()
    {
        var clock = new FakeTimeProvider(Sending.Monday);
        await using var sending = await Sending.WithOpenWaveAsync();
        var transport = new RecordingTransport(_ =>
        {
            clock.SetUtcNow(Sending.Monday.AddDays(7));
            return new Accepted();
        });

        await sending.Outbox(transport, time: clock).SendDueAsync(Sending.Monday.AddDays(7).AddSeconds(-1), default);

        Assert.That(transport.Sent, Has.Count.LessThanOrEqualTo(transport.Connections), "only what was under way");
        Assert.That(await sending.SendAsync(Sending.Monday.AddDays(7)), Is.Empty);
    }

    [Test]
    public async Task A_deferred_invitation_that_was_answered_meanwhile_looks_like_every_other()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var grey = new RecordingTransport(mail => mail.To == "shop1@example.org" ? new Deferred("450 Later", "4.2.0") : new Accepted());
        await sending.Outbox(grey).SendDueAsync(Sending.Monday, default);
        await sending.Organisation.RunAsync(
            """
            insert into answered (wave_id, invitation_id) select wave_id, invitation.id from message
                join invitation using (wave_id, person_id) where state = 'deferred'
            """
        );

        Assert.That(await sending.SendAsync(Sending.Monday.AddHours(1)), Is.Empty);
        Assert.That(await sending.StatesAsync(), Is.EqualTo(new Dictionary<string, int> { ["sent"] = sending.Wave.Invitations.Count }));
        Assert.That(
            await sending.Organisation.OneAsync<int>(
                "select count(*)::int from message where reason is not null or status_code is not null or sent_at is null"
            ),
            Is.Zero
        );
    }

    [Test]
    public async Task A_refused_mail_fails_with_its_reason_and_HR_can_send_it_again()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var strict = new RecordingTransport(mail =>
            mail.To == "shop1@example.org" ? new Refused("550 No such person", "5.1.1") : new Accepted()
        );

        var count = await sending.Outbox(strict).SendDueAsync(Sending.Monday, default);
        var failed = await sending.Organisation.OneAsync<Failed>("select id, reason, status_code from message where state = 'failed'");
        Assert.That(count.Failed, Is.EqualTo(1));
        Assert.That(failed with { Id = default }, Is.EqualTo(new Failed(default, "550 No such person", "5.1.1")));
        Assert.That(await sending.SendAsync(Sending.Monday.AddDays(1)), Is.Empty);

        await FailedInvitations.SendOneAgainAsync(
            sending.Organisation.Database,
            failed.Id,
            "hr1@example.org",
            Sending.Monday.AddDays(1),
            default
        );
        Assert.That(await sending.SendAsync(Sending.Monday.AddDays(1)), Is.EqualTo(new[] { "shop1@example.org" }));
    }

    [Test]
    public async Task A_mail_that_may_have_arrived_is_repeated_under_the_same_id()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var ids = new List<Guid>();
        var unsure = new RecordingTransport(mail =>
        {
            lock (ids)
            {
                ids.AddRange(mail.To == "shop1@example.org" ? [mail.Id] : []);
            }
            return mail.To == "shop1@example.org" && ids.Count == 1 ? new Unknown("Lost.") : new Accepted();
        });

        await sending.Outbox(unsure).SendDueAsync(Sending.Monday, default);
        await sending.Outbox(unsure).SendDueAsync(Sending.Monday.AddMinutes(7), default);

        Assert.That(
            await sending.Organisation.OneAsync<int>("select sum(unknown_outcomes)::int from message"),
            Is.EqualTo(1),
            "it is counted"
        );
        Assert.That(ids, Has.Count.EqualTo(2));
        Assert.That(ids[0], Is.EqualTo(ids[1]));
    }

    [Test]
    public async Task What_a_killed_sender_had_claimed_is_free_at_once_and_what_a_living_one_holds_is_not()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await using var database = new Database(sending.ConnectionString + ";Pooling=false");
        await using var connection = await database.OpenAsync();
        var worker = await MessageClaims.StartAsync(connection, default);
        await MessageClaims.ClaimAsync(connection, worker, 5, Sending.Monday, default);

        Assert.That(await sending.SendAsync(Sending.Monday), Has.Count.EqualTo(sending.Wave.Invitations.Count - 5));
        await connection.CloseAsync();
        var freed = 0;
        // The server notices the end of a session in its own time.
        await Wait.UntilAsync(async () => (freed += (await sending.SendAsync(Sending.Monday)).Count) >= 5);
        Assert.That(freed, Is.EqualTo(5));
    }

    [Test]
    public async Task A_sign_in_overtakes_a_wave_and_is_given_up_when_its_link_expires()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var id = Guid.NewGuid();
        await sending.Organisation.RunAsync(
            """
            insert into sign_in (id, email, created_at, expires_at) values (@id, 'boss@example.org', @now, @now + interval '15 minutes')
            """,
            new { id, now = Sending.Monday }
        );
        await sending.Organisation.Database.InTransactionAsync(connection =>
            MessageQueue.AddSignInAsync(connection, "boss@example.org", "fi", id, Sending.Monday, default)
        );

        await using (var connection = await sending.Organisation.Database.OpenAsync())
        {
            var worker = await MessageClaims.StartAsync(connection, default);
            var claimed = await MessageClaims.ClaimAsync(connection, worker, 1, Sending.Monday, default);
            Assert.That(claimed!.Single().SignInId, Is.EqualTo(id));
            await MessageClaims.ReleaseAsync(connection, worker, default);
            await MessageClaims.StopAsync(connection, worker, default);
        }
        Assert.That(await sending.SendAsync(Sending.Monday.AddMinutes(15)), Has.None.EqualTo("boss@example.org"));
    }

    [Test]
    public async Task Outside_the_hours_a_mail_waits_even_if_it_was_due_before()
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation =>
            organisation.RunAsync("update pulse set send_hours = '08:00-18:00', send_days = '{1,2,3,4,5}'")
        );

        Assert.That(await sending.SendAsync(Sending.Monday.AddHours(12)), Is.Empty, "nine in the evening");
        Assert.That(await sending.SendAsync(Sending.Monday.AddHours(22)), Is.Empty, "seven in the morning");
        Assert.That(await sending.SendAsync(Sending.Monday.AddHours(23)), Has.Count.EqualTo(sending.Wave.Invitations.Count));
    }

    private sealed record Failed(Guid Id, string Reason, string StatusCode);

    private static async Task<SendingOutage?> StopAsync(Sending sending)
    {
        await using var connection = await sending.Test.Database.OpenAsync();
        return await SendingOutage.FindAsync(connection, TimeProvider.System.GetUtcNow(), default);
    }
}
