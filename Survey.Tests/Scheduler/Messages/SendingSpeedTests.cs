using System.Diagnostics;
using System.Net.Sockets;
using Survey.Scheduler.Mail;
using Survey.Tests.Scheduler.Mail;

namespace Survey.Tests.Scheduler.Messages;

[Category("Slow")]
public sealed class SendingSpeedTests
{
    /// <summary>A write path that waits for delayed acknowledgements sends 22 mails per second and connection, 90 over four.</summary>
    private const int Stalled = 90;

    [Test]
    public async Task Claiming_writing_sending_and_marking_do_not_stall()
    {
        await using var sending = await Sending.WithOpenWaveAsync(organisation => organisation.PeopleAsync("SHOP", 2000));
        using var sink = StartSink(out var port);
        using var transport = Mails.Transport(port, options => options.PerSecond = 1_000_000);
        var start = Stopwatch.GetTimestamp();

        var count = await sending.Outbox(transport).SendDueAsync(Sending.Monday, default);

        var perSecond = count.Sent / Stopwatch.GetElapsedTime(start).TotalSeconds;
        sink.Kill();
        await TestContext.Out.WriteLineAsync($"{count.Sent} mails, {perSecond:0} per second {count.Stopped}");
        Assert.That(count.Sent, Is.EqualTo(sending.Wave.Invitations.Count));
        Assert.That(perSecond, Is.GreaterThan(Stalled));
    }

    /// <summary>Postfix's own sink, which takes every mail and keeps none.</summary>
    private static Process StartSink(out int port)
    {
        using (var probe = new TcpListener(System.Net.IPAddress.Loopback, 0))
        {
            probe.Start();
            port = ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
        }
        string[] user = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
        var sink = Process.Start("/usr/sbin/smtp-sink", [.. user, "-4", $"127.0.0.1:{port}", "100"]);
        for (var tries = 0; tries < 100; tries++)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", port);
                break;
            }
            catch (SocketException)
            {
                Thread.Sleep(50);
            }
        }
        return sink;
    }
}
