using Survey.Db.Messages;
using Survey.Scheduler.Mail;
using Survey.Scheduler.Messages;

namespace Survey.Tests.Scheduler.Messages;

/// <summary>Refusals that are about us although each names one recipient.</summary>
public sealed class TransportFaultTests
{
    private const string Somebody = "shop1@example.org";

    [TestCase("550 SMTP; Unable to relay recipient in non-accepted domain", "5.7.54", 1)]
    [TestCase("554 <{0}>: Relay access denied", "5.7.1", 1)]
    [TestCase("550 Message from us is not wanted at {0}", "5.7.350", 5)]
    [TestCase("550 Rejected, request 4711 of {0}", null, 5)]
    public async Task When_every_mail_is_refused_alike_sending_pauses_and_the_mails_wait(string words, string? status, int most)
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var tries = 0;
        var transport = new RecordingTransport(
            mail =>
            {
                tries++;
                return new Refused(words.Replace("{0}", mail.To, StringComparison.Ordinal), status);
            },
            connections: 1
        );

        var count = await sending.Outbox(transport).SendDueAsync(Sending.Monday, default);

        Assert.That((count.Failed, count.Deferred, tries), Is.EqualTo((0, most, most)));
        Assert.That(
            await sending.StatesAsync(),
            Is.EqualTo(new Dictionary<string, int> { ["queued"] = sending.Wave.Invitations.Count - most, ["deferred"] = most })
        );
        await using var connection = await sending.Test.Database.OpenAsync();
        var stop = await SendingOutage.FindAsync(connection, TimeProvider.System.GetUtcNow(), default);
        Assert.That(stop, Is.Not.Null.And.Property("NeedsSomebody").True);
        Assert.That(stop!.Reason, Does.Not.Contain("@"));
        Assert.That(
            await sending.SendAsync(Sending.Monday.AddHours(1)),
            Has.Count.EqualTo(sending.Wave.Invitations.Count),
            "nothing is lost"
        );
    }

    [Test]
    public async Task One_refused_recipient_among_others_is_that_ones()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var transport = new RecordingTransport(mail => mail.To == Somebody ? new Refused("550 No such person", "5.1.1") : new Accepted());

        var count = await sending.Outbox(transport).SendDueAsync(Sending.Monday, default);

        Assert.That((count.Failed, count.Sent, count.Stopped), Is.EqualTo((1, sending.Wave.Invitations.Count - 1, (string?)null)));
    }

    [Test]
    public async Task A_mail_that_waited_for_such_a_fault_fails_when_others_were_accepted_and_it_is_refused_again()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var pause = new SendingPause(new TestClockOf(TimeSpan.FromMinutes(20)));
        // The first mail of all: the others are accepted after its refusal. Mails are claimed in the order of their random ids.
        string? refused = null;
        var transport = new RecordingTransport(
            mail => mail.To == (refused ??= mail.To) ? new Refused("550 Unable to relay", "5.7.54") : new Accepted(),
            connections: 1
        );
        var outbox = sending.Outbox(transport, pause: pause);

        var now = Sending.Monday;
        for (var round = 0; round < 4; round++, now = now.AddMinutes(30))
        {
            await outbox.SendDueAsync(now, default);
        }

        Assert.That(
            await sending.StatesAsync(),
            Is.EqualTo(new Dictionary<string, int> { ["sent"] = sending.Wave.Invitations.Count - 1, ["failed"] = 1 })
        );
    }

    [TestCase(false, 3)]
    [TestCase(true, 1)]
    public async Task Outcomes_that_nobody_knows_pause_sending(bool isHang, int most)
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var tries = 0;
        var transport = new RecordingTransport(
            _ =>
            {
                tries++;
                return new Unknown("Lost.", isHang);
            },
            connections: 1
        );

        var count = await sending.Outbox(transport).SendDueAsync(Sending.Monday, default);

        Assert.That((tries, count.Deferred, count.Stopped), Is.EqualTo((most, most, "Lost.")));
    }

    [Test]
    public async Task A_mail_whose_outcome_nobody_knows_twice_fails_and_is_not_sent_a_third_time()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var ids = new List<Guid>();
        var outbox = sending.Outbox(
            new RecordingTransport(
                mail =>
                {
                    ids.AddRange(mail.To == Somebody ? [mail.Id] : []);
                    return mail.To == Somebody ? new Unknown("It is not known whether the mail arrived.") : new Accepted();
                },
                connections: 1
            )
        );

        for (var hour = 0; hour < 5; hour++)
        {
            await outbox.SendDueAsync(Sending.Monday.AddHours(hour), default);
        }

        Assert.That(ids, Has.Count.EqualTo(2));
        Assert.That(ids.Distinct().Count(), Is.EqualTo(1), "the same Message-ID");
        Assert.That(
            await sending.Organisation.ListAsync<string>(
                "select state || ' ' || reason || ' ' || unknown_outcomes from message where state <> 'sent'"
            ),
            Is.EqualTo(new[] { "failed It is not known whether the mail arrived. 2" })
        );
    }

    [Test]
    public async Task A_quota_holds_all_mails_until_the_server_wants_more()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var sent = 0;
        var transport = new RecordingTransport(
            _ =>
                sent++ < 5
                    ? new Accepted()
                    : new TransportDown("Daily user sending limit exceeded", NeedsSomebody: false, TimeSpan.FromDays(1)),
            connections: 1
        );

        var count = await sending.Outbox(transport).SendDueAsync(Sending.Monday, default);

        var now = TimeProvider.System.GetUtcNow();
        await using var connection = await sending.Test.Database.OpenAsync();
        Assert.That((count.Sent, count.Failed, count.Stopped), Is.EqualTo((5, 0, "Daily user sending limit exceeded")));
        Assert.That(
            (await SendingOutage.FindAsync(connection, now.AddHours(23), default))?.ResumesAt,
            Is.EqualTo(now.AddDays(1)).Within(TimeSpan.FromMinutes(1))
        );
    }

    /// <summary>Each look at this clock is so much later.</summary>
    private sealed class TestClockOf(TimeSpan step) : TimeProvider
    {
        private long _looks;

        public override long GetTimestamp() => _looks++ * step.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond;
    }
}
