using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Messages;

public sealed class ReminderTests
{
    [Test]
    public async Task Only_those_who_have_not_answered_are_reminded_and_once()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.SendAsync(Sending.Monday);
        await sending.AnswerAsync("shop1@example.org");
        await sending.OptOutAsync("shop2@example.org");

        Assert.That(await sending.RemindAsync(Sending.Monday.AddDays(3).AddSeconds(-1)), Is.Zero);
        Assert.That(await sending.RemindAsync(Sending.Monday.AddDays(3)), Is.EqualTo(sending.Wave.Invitations.Count - 2));
        Assert.That(await sending.RemindAsync(Sending.Monday.AddDays(3).AddHours(1)), Is.Zero);
        Assert.That(
            await sending.SendAsync(Sending.Monday.AddDays(3)),
            Has.Count.EqualTo(sending.Wave.Invitations.Count - 2).And.None.AnyOf("shop1@example.org", "shop2@example.org")
        );
    }

    [Test]
    public async Task A_reminder_answers_the_mail_of_its_invitation_which_answers_none()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var transport = new RecordingTransport();
        await sending.Outbox(transport).SendDueAsync(Sending.Monday, default);
        await sending.RemindAsync(Sending.Monday.AddDays(3));
        await sending.Outbox(transport).SendDueAsync(Sending.Monday.AddDays(3), default);

        foreach (var mails in transport.Sent.GroupBy(mail => mail.To))
        {
            Assert.That(mails.Select(mail => mail.InReplyTo), Is.EqualTo(new Guid?[] { null, mails.First().Id }));
        }
    }

    [Test]
    public async Task Whoever_answers_while_the_reminder_waits_does_not_get_it_and_nothing_tells_so()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.SendAsync(Sending.Monday);
        await sending.RemindAsync(Sending.Monday.AddDays(3));
        await sending.AnswerAsync("shop1@example.org");

        Assert.That(await sending.SendAsync(Sending.Monday.AddDays(3)), Has.None.EqualTo("shop1@example.org"));
        Assert.That(
            await sending.Organisation.OneAsync<int>(
                "select count(*)::int from message where kind = 'reminder1' and address = 'shop1@example.org'"
            ),
            Is.Zero
        );
    }

    [Test]
    public async Task Whoever_said_not_this_time_is_not_reminded_before_or_while_the_reminder_waits()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.SendAsync(Sending.Monday);
        await sending.DeclineAsync("shop1@example.org");

        Assert.That(await sending.RemindAsync(Sending.Monday.AddDays(3)), Is.EqualTo(sending.Wave.Invitations.Count - 1));
        await sending.DeclineAsync("shop2@example.org");
        Assert.That(
            await sending.SendAsync(Sending.Monday.AddDays(3)),
            Has.Count.EqualTo(sending.Wave.Invitations.Count - 2).And.None.AnyOf("shop1@example.org", "shop2@example.org")
        );
        Assert.That(
            await sending.Organisation.OneAsync<int>(
                "select count(*)::int from message where kind = 'reminder1' and address = 'shop2@example.org'"
            ),
            Is.Zero,
            "nothing tells so"
        );
    }

    [Test]
    public async Task A_second_reminder_moves_until_two_working_days_after_the_first()
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation => organisation.RunAsync("update pulse set open_days = 10"));
        await RemindAndSendAsync(sending, 0);
        Assert.That(await RemindAndSendAsync(sending, 3), Is.GreaterThan(0), "Thursday");
        Assert.That(await RemindAndSendAsync(sending, 5), Is.Zero, "Saturday, when it was due");
        Assert.That(await RemindAndSendAsync(sending, 6), Is.Zero, "Sunday");
        Assert.That(await RemindAndSendAsync(sending, 7), Is.GreaterThan(0), "Monday");
        Assert.That(await RemindAndSendAsync(sending, 9), Is.Zero, "there is no third");
    }

    [Test]
    public async Task A_second_reminder_lapses_when_the_wave_closes_first()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await RemindAndSendAsync(sending, 0);
        await RemindAndSendAsync(sending, 3);

        Assert.That(await RemindAndSendAsync(sending, 7), Is.Zero);
    }

    [Test]
    public async Task Nobody_whose_invitation_was_not_sent_is_reminded()
    {
        await using var sending = await Sending.WithOpenWaveAsync();

        Assert.That(await sending.RemindAsync(Sending.Monday.AddDays(3)), Is.Zero);
    }

    [Test]
    public async Task A_reminder_waits_for_the_hours_and_days_of_the_pulse()
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation =>
            organisation.RunAsync(
                "update pulse set remind_after_days = '{5}', open_days = 14, send_days = '{1,2,3,4,5}', send_hours = '08:00-18:00'"
            )
        );
        await RemindAndSendAsync(sending, 0);

        Assert.That(await RemindAndSendAsync(sending, 5), Is.Zero, "Saturday");
        Assert.That(await sending.RemindAsync(Sending.Monday.AddDays(7).AddHours(-2)), Is.Zero, "Monday at seven");
        Assert.That(await sending.RemindAsync(Sending.Monday.AddDays(7).AddHours(-1)), Is.GreaterThan(0), "Monday at eight");
    }

    private static async Task<int> RemindAndSendAsync(Sending sending, int day)
    {
        var reminded = await sending.RemindAsync(Sending.Monday.AddDays(day));
        await sending.SendAsync(Sending.Monday.AddDays(day));
        return reminded;
    }

    [Test]
    public async Task While_the_pulse_is_paused_nobody_is_reminded_and_those_that_waited_are_queued_again_afterwards()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.SendAsync(Sending.Monday);
        var all = sending.Wave.Invitations.Count;
        Assert.That(await sending.RemindAsync(Sending.Monday.AddDays(3)), Is.EqualTo(all));

        await sending.Organisation.RunAsync("update pulse set paused = true");
        Assert.That(await sending.SendAsync(Sending.Monday.AddDays(3)), Is.Empty, "those on the queue");
        Assert.That(await sending.RemindAsync(Sending.Monday.AddDays(3).AddHours(1)), Is.Zero);

        await sending.Organisation.RunAsync("update pulse set paused = false");
        Assert.That(await sending.RemindAsync(Sending.Monday.AddDays(4)), Is.EqualTo(all));
        Assert.That(await sending.SendAsync(Sending.Monday.AddDays(4)), Has.Count.EqualTo(all));
    }

    [Test]
    public async Task A_cancelled_wave_reminds_nobody()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.SendAsync(Sending.Monday);
        await sending.RemindAsync(Sending.Monday.AddDays(3));
        await sending.Organisation.RunAsync("update wave set state = 'cancelled'");

        Assert.That(await sending.SendAsync(Sending.Monday.AddDays(3)), Is.Empty);
        Assert.That(await sending.RemindAsync(Sending.Monday.AddDays(5)), Is.Zero);
    }

    [Test]
    public async Task Nobody_gets_mail_after_their_last_day_where_they_are()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.Organisation.RunAsync(
            """
            update person set active_to = '2026-03-01' where email = 'shop1@example.org';
            update person set active_to = '2026-03-04' where email in ('shop2@example.org', 'shop3@example.org');
            update person set active_to = '2026-03-05' where email = 'shop4@example.org';
            update person set time_zone = 'Pacific/Honolulu' where email = 'shop3@example.org';
            """
        );
        var invited = await sending.SendAsync(Sending.Monday);
        await sending.RemindAsync(Sending.Monday.AddDays(3));
        var reminded = await sending.SendAsync(Sending.Monday.AddDays(3));

        Assert.That(invited, Does.Contain("shop2@example.org").And.Contain("shop3@example.org").And.None.EqualTo("shop1@example.org"));
        Assert.That(reminded, Does.Contain("shop4@example.org").And.Contain("shop3@example.org"), "in Honolulu it is still the 4th");
        Assert.That(reminded, Has.None.AnyOf("shop1@example.org", "shop2@example.org"));
        Assert.That(
            await sending.Organisation.ListAsync<string>("select address from message where state = 'cancelled'"),
            Is.EqualTo(new[] { "shop1@example.org" })
        );
    }

    [Test]
    public async Task A_reminder_that_waits_on_the_queue_is_dropped_when_its_person_has_left()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.SendAsync(Sending.Monday);
        await sending.RemindAsync(Sending.Monday.AddDays(3));
        await sending.Organisation.RunAsync("update person set active_to = '2026-03-04' where email = 'shop2@example.org'");

        Assert.That(await sending.SendAsync(Sending.Monday.AddDays(3)), Has.None.EqualTo("shop2@example.org"));
        Assert.That(
            await sending.Organisation.ListAsync<string>("select kind from message where address = 'shop2@example.org'"),
            Is.EqualTo(new[] { "invitation" }),
            "it leaves no trace"
        );
    }

    [Test]
    public async Task A_wave_that_cannot_remind_does_not_keep_the_others_from_it()
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation => organisation.PulseAsync("OTHER", quietDays: 0));
        await sending.Organisation.RunAsync("update pulse set quiet_days = 0");
        var other = await OpenWave.OpenAsync(sending.Organisation, "OTHER", Sending.Monday.AddMinutes(1));
        await sending.SendAsync(Sending.Monday.AddMinutes(1));
        await sending.Organisation.RunAsync($"alter table message_w{sending.Wave.Id} add check (kind not like 'reminder%')");

        Assert.That(
            () => sending.RemindAsync(Sending.Monday.AddDays(3).AddMinutes(1)),
            Throws
                .TypeOf<PartlyFailedException>()
                .With.Property("Done")
                .EqualTo(other.Invitations.Count)
                .And.Message.StartsWith("Failed for MONTHLY-2026-03-02: ")
        );
    }
}
