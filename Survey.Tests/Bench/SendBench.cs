using System.Buffers;
using System.Net.Sockets;
using System.Text;
using Survey.Scheduler.Mail;
using Survey.Tests.Scheduler.Mail;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>
/// Claiming, writing, sending and marking a wave, against a bare loop over as many sockets that writes the same mails, prepared, to the
/// same sink, in the same way of speaking SMTP (MAIL, RCPT and DATA in one write).
/// </summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class SendBench
{
    private const int People = 24_000;
    private const int Connections = 4;

    [Test]
    public async Task Send()
    {
        await using var sending = await Sending.WithOpenWaveAsync(async organisation =>
        {
            await organisation.PeopleAsync("SHOP", People - 1000);
            await organisation.PeopleAsync("SALES", 1000);
        });
        await sending.Organisation.RunAsync("analyze message, person, invitation_relationship");
        using var sink = await SmtpSink.StartAsync();
        using var transport = Mails.Transport(sink.Port, options => (options.PerSecond, options.Connections) = (1_000_000, Connections));
        var kept = new KeepingTransport(transport);
        await WarmUpAsync(sending, kept);

        var queueOnly = await QueueOnlyAsync(sending);
        var before = await sending.StatesAsync();
        var seconds = await BenchLine.SecondsAsync(() => sending.Outbox(kept).SendDueAsync(Sending.Monday, default));
        var mails = (await sending.StatesAsync())["sent"] - before.GetValueOrDefault("sent");
        var rawMails = kept.Prepared();
        await RawAsync(sink.Port, rawMails[..1000]);
        var rawSeconds = await BenchLine.SecondsAsync(() => RawAsync(sink.Port, rawMails));

        var (perSecond, rawPerSecond) = (mails / seconds, rawMails.Length / rawSeconds);
        await BenchLine.WriteAsync("send", ("per_second", perSecond), ("raw_per_second", rawPerSecond), ("ratio", perSecond / rawPerSecond),
            ("without_smtp_per_second", queueOnly), ("mails", mails), ("bytes", rawMails.Average(mail => mail.Content.Length)));
    }

    /// <summary>The first letters wait for the compiler, which goes on beside the next few thousand; the others of the wave wait.</summary>
    private static async Task WarmUpAsync(Sending sending, IMailTransport transport)
    {
        await sending.Organisation.RunAsync("update message set not_before = not_before + interval '1 hour' where id not in (select id from message limit 6000)");
        await sending.Outbox(transport).SendDueAsync(Sending.Monday, default);
        await sending.Organisation.RunAsync("update message set not_before = @monday where state = 'queued'", new { monday = Sending.Monday });
    }

    /// <summary>The same without a server: claiming, writing the letter, marking.</summary>
    private static async Task<double> QueueOnlyAsync(Sending sending)
    {
        const int Some = 4000;
        await sending.Organisation.RunAsync("update message set not_before = not_before + interval '1 hour' where state = 'queued' and id not in (select id from message where state = 'queued' limit @Some)", new { Some });
        var seconds = await BenchLine.SecondsAsync(() => sending.Outbox(new RecordingTransport()).SendDueAsync(Sending.Monday, default));
        await sending.Organisation.RunAsync("update message set not_before = @monday where state = 'queued'", new { monday = Sending.Monday });
        return Some / seconds;
    }

    private static async Task RawAsync(int port, Prepared[] mails)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync("127.0.0.1", port);
            var buffer = new byte[4096];
            await RepliesAsync(socket, buffer, 1);
            await socket.SendAsync("HELO bench\r\n"u8.ToArray());
            await RepliesAsync(socket, buffer, 1);
            while (Interlocked.Increment(ref next) is var index && index < mails.Length)
            {
                await socket.SendAsync(mails[index].Envelope);
                await RepliesAsync(socket, buffer, 3);
                await socket.SendAsync(mails[index].Content);
                await RepliesAsync(socket, buffer, 1);
            }
        })));
    }

    private static async Task RepliesAsync(Socket socket, byte[] buffer, int lines)
    {
        for (var seen = 0; seen < lines;)
        {
            var read = await socket.ReceiveAsync(buffer);
            seen += read > 0 ? buffer.AsSpan(0, read).Count((byte)'\n') : throw new IOException("The sink closed the connection.");
        }
    }

    private sealed record Prepared(byte[] Envelope, byte[] Content);

    /// <summary>Sends, and keeps some of the mails for the bare loop.</summary>
    private sealed class KeepingTransport(SmtpTransport transport) : IMailTransport
    {
        private const int Kept = 5000;

        private readonly List<OutgoingMail> _mails = [];

        public int Connections => transport.Connections;

        public double PerSecond => transport.PerSecond;

        public Task<Delivery> SendAsync(OutgoingMail mail, Task before, OutgoingMail? next, CancellationToken ct)
        {
            lock (_mails)
            {
                if (_mails.Count < Kept)
                {
                    _mails.Add(mail);
                }
            }
            return transport.SendAsync(mail, before, next, ct);
        }

        public void Withdraw(OutgoingMail mail) => transport.Withdraw(mail);

        /// <returns>Four times over, so that there is something to measure.</returns>
        public Prepared[] Prepared()
        {
            var once = _mails.Select(mail => new Prepared(
                Encoding.UTF8.GetBytes($"MAIL FROM:<{mail.EnvelopeFrom}> BODY=8BITMIME\r\nRCPT TO:<{mail.To}>\r\nDATA\r\n"),
                Content(mail))).ToArray();
            return [.. once, .. once, .. once, .. once];
        }

        private static byte[] Content(OutgoingMail mail)
        {
            var content = new ArrayBufferWriter<byte>();
            MimeWriter.Write(mail, content);
            DotStuffing.Finish(content);
            return content.WrittenSpan.ToArray();
        }
    }
}
