using System.Diagnostics;
using Survey.Tests.Scheduler.Mail;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler.Messages;

/// <remarks>Runs alone, because it measures time.</remarks>
[Category("Slow")]
[NonParallelizable]
public sealed class SendingSpeedTests
{
    /// <summary>A write path that waits for delayed acknowledgements sends 22 mails per second and connection, 90 over four.</summary>
    private const int Stalled = 90;

    [Test]
    public async Task Claiming_writing_sending_and_marking_do_not_stall()
    {
        await using var sending = await Sending.WithOpenWaveAsync(async organisation =>
        {
            await organisation.PeopleAsync("SHOP", 2000);
        });
        using var sink = await SmtpSink.StartAsync();
        using var transport = Mails.Transport(sink.Port, options => options.PerSecond = 1_000_000);
        var start = Stopwatch.GetTimestamp();

        var count = await sending.Outbox(transport).SendDueAsync(Sending.Monday, default);

        var perSecond = count.Sent / Stopwatch.GetElapsedTime(start).TotalSeconds;
        await TestContext.Out.WriteLineAsync($"{count.Sent} mails, {perSecond:0} per second {count.Stopped}");
        Assert.That(count.Sent, Is.EqualTo(sending.Wave.Invitations.Count));
        Assert.That(perSecond, Is.GreaterThan(Stalled));
    }
}
