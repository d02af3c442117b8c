using Survey.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Messages;

/// <summary>A mail with a fault fails alone.</summary>
public sealed class OutboxFailureTests
{
    [Test]
    public async Task Mails_that_a_bad_row_spoils_fail_alone()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await sending.Organisation.RunAsync("update wave_unit set names = '[]' where code = 'HR'");

        var count = await sending.Outbox(new RecordingTransport()).SendDueAsync(Sending.Monday, default);

        Assert.That(
            (count.Sent, await sending.Organisation.OneAsync<string>("select distinct reason from message where state = 'failed'")),
            Is.EqualTo((12, "The letter could not be written.")),
            "only SALES is asked about HR"
        );
        Assert.That((await sending.StatesAsync())["failed"], Is.EqualTo(14));
    }

    [Test]
    public async Task A_mail_at_which_the_program_fails_does_not_stop_the_others()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var failing = new RecordingTransport(mail =>
            mail.To == "shop1@example.org" ? throw new FormatException("A bad header.") : new Accepted()
        );

        var first = await sending.Outbox(failing).SendDueAsync(Sending.Monday, default);
        await sending.Outbox(failing).SendDueAsync(Sending.Monday.AddMinutes(10), default);

        Assert.That((first.Sent, first.Deferred), Is.EqualTo((sending.Wave.Invitations.Count - 1, 1)));
        Assert.That((await sending.StatesAsync())["failed"], Is.EqualTo(1), "nobody knows whether it left: it is not tried for ever");
    }

    [Test]
    public async Task Words_of_a_server_that_cannot_be_stored_do_not_stop_the_others()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var refusing = new RecordingTransport(mail =>
            mail.To == "shop1@example.org" ? new Refused("No\0body \ud83d", "5.1.1") : new Accepted()
        );

        await sending.Outbox(refusing).SendDueAsync(Sending.Monday, default);

        Assert.That(
            await sending.StatesAsync(),
            Is.EqualTo(new Dictionary<string, int> { ["sent"] = sending.Wave.Invitations.Count - 1, ["failed"] = 1 })
        );
    }
}
