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
        Assert.That(await sending.SendAsync(Sending.Monday.AddDays(3)),
            Has.Count.EqualTo(sending.Wave.Invitations.Count - 2).And.None.AnyOf("shop1@example.org", "shop2@example.org"));
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
            await sending.Organisation.OneAsync<int>("select count(*)::int from message where kind = 'reminder1' and address = 'shop1@example.org'"),
            Is.Zero);
    }

    [Test]
    public async Task Whoever_said_not_this_time_is_not_reminded_before_or_while_the_reminder_waits()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.SendAsync(Sending.Monday);
        await sending.DeclineAsync("shop1@example.org");

        Assert.That(await sending.RemindAsync(Sending.Monday.AddDays(3)), Is.EqualTo(sending.Wave.Invitations.Count - 1));
        await sending.DeclineAsync("shop2@example.org");
        Assert.That(await sending.SendAsync(Sending.Monday.AddDays(3)),
            Has.Count.EqualTo(sending.Wave.Invitations.Count - 2).And.None.AnyOf("shop1@example.org", "shop2@example.org"));
        Assert.That(
            await sending.Organisation.OneAsync<int>("select count(*)::int from message where kind = 'reminder1' and address = 'shop2@example.org'"),
            Is.Zero, "nothing tells so");
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
            organisation.RunAsync("update pulse set remind_after_days = '{5}', open_days = 14, send_days = '{1,2,3,4,5}', send_hours = '08:00-18:00'"));
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
}
