using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Survey.Scheduler.Mail;
using Survey.Tests.Scheduler.Mail;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>
/// Claims, writes, sends and marks the mails of a wave. Compared with MailKit alone, which sends the same prepared mails over as many
/// connections to the same sink.
/// </summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class SendBench
{
    private const int People = 12_000;
    private const int Bare = 8000;
    private const int WarmUp = 3000;

    [Test]
    public async Task Send()
    {
        foreach (var connections in (int[])[4, 8])
        {
            await SendAsync(connections);
        }
    }

    private static async Task SendAsync(int connections)
    {
        await using var sending = await Sending.WithOpenWaveAsync(async organisation =>
        {
            await organisation.PeopleAsync("SHOP", People - 1000);
            await organisation.PeopleAsync("SALES", 1000);
        });
        await sending.Organisation.RunAsync("analyze message, person, invitation_relationship");
        using var sink = await SmtpSink.StartAsync();
        using var transport = Mails.Transport(sink.Port, options => (options.PerSecond, options.Connections) = (1_000_000, connections));
        var kept = new KeepingTransport(transport);
        await WarmUpAsync(sending, kept);

        var before = await sending.StatesAsync();
        var seconds = await BenchLine.SecondsAsync(() => sending.Outbox(kept).SendDueAsync(Sending.Monday, default));
        var mails = (await sending.StatesAsync())["sent"] - before.GetValueOrDefault("sent");
        var prepared = kept.Mails.Select(mail => (mail, MimeMessages.Compose(mail))).ToArray();
        await BareAsync(sink.Port, connections, prepared, WarmUp);
        var bareSeconds = await BenchLine.SecondsAsync(() => BareAsync(sink.Port, connections, prepared, Bare));

        var (perSecond, barePerSecond) = (mails / seconds, Bare / bareSeconds);
        await BenchLine.WriteAsync(
            "send",
            ("connections", connections),
            ("per_second", perSecond),
            ("bare_per_second", barePerSecond),
            ("ratio", perSecond / barePerSecond),
            ("mails", mails),
            ("bytes", kept.Mails.Average(mail => MimeMessages.Bytes(mail).Length))
        );
    }

    /// <summary>The first mails wait for the compiler; the others of the wave wait.</summary>
    private static async Task WarmUpAsync(Sending sending, IMailTransport transport)
    {
        await sending.Organisation.RunAsync(
            "update message set not_before = not_before + interval '1 hour' where id not in (select id from message limit @WarmUp)",
            new { WarmUp }
        );
        await sending.Outbox(transport).SendDueAsync(Sending.Monday, default);
        await sending.Organisation.RunAsync(
            "update message set not_before = @monday where state = 'queued'",
            new { monday = Sending.Monday }
        );
    }

    private static async Task BareAsync(int port, int connections, (OutgoingMail Mail, MimeMessage Message)[] prepared, int count)
    {
        var next = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        using var client = new SmtpClient();
                        // Without NoDelay each mail waits 40 ms for an acknowledgement.
                        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                        await socket.ConnectAsync("127.0.0.1", port);
                        await client.ConnectAsync(socket, "127.0.0.1", port, SecureSocketOptions.None);
                        while (Interlocked.Increment(ref next) is var index && index < count)
                        {
                            // A message is prepared for sending each time, and two connections must not do that to the same one.
                            var (mail, message) = prepared[index % prepared.Length];
                            await client.SendAsync(message, new MailboxAddress("", mail.EnvelopeFrom), [new MailboxAddress("", mail.To)]);
                        }
                    })
                )
        );
    }

    /// <summary>Sends, and keeps the mails for MailKit alone.</summary>
    private sealed class KeepingTransport(SmtpTransport transport) : IMailTransport
    {
        private const int Kept = 4000;

        private readonly List<OutgoingMail> _mails = [];

        public IReadOnlyList<OutgoingMail> Mails => _mails;

        public int Connections => transport.Connections;

        public double PerSecond => transport.PerSecond;

        public Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken ct)
        {
            lock (_mails)
            {
                if (_mails.Count < Kept)
                {
                    _mails.Add(mail);
                }
            }
            return transport.SendAsync(mail, ct);
        }
    }
}
