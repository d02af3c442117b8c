using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Survey.Tests.Scheduler.Mail;

/// <summary>Where a connection is cut.</summary>
public enum Cut
{
    BeforeGreeting,
    AtHello,
    BeforeEnvelope,
    BeforeGoAhead,
    WithinData,
    AfterDataBeforeReply,
    AfterReply,
    Nowhere,
}

/// <summary>
/// A proxy between a sender and a server. Cuts each connection at the list's next step, in its second mail if the connection gets so far.
/// </summary>
public sealed partial class CuttingProxy : IDisposable
{
    private static readonly Cut[] Cuts = Enum.GetValues<Cut>();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private int _connections = -1;

    public CuttingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often each cut was made.</summary>
    public ConcurrentDictionary<Cut, int> Made { get; } = new();

    /// <summary>Message-IDs whose acceptance reached the sender.</summary>
    public ConcurrentDictionary<string, bool> Acknowledged { get; } = new();

    /// <summary>Message-IDs that were handed over once more after that.</summary>
    public ConcurrentBag<string> Repeated { get; } = [];

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = ServeAsync(client, Cuts[Interlocked.Increment(ref _connections) % Cuts.Length]);
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task ServeAsync(TcpClient client, Cut cut)
    {
        try
        {
            using (client)
            using (var server = new TcpClient("127.0.0.1", _server))
            {
                await ServeAsync(new Talk(client.GetStream(), server.GetStream()), cut);
                Made.AddOrUpdate(cut, 1, (_, count) => count + 1);
                // Reset, not closed, so that nothing of it still arrives; but an acknowledgement must.
                client.Client.LingerState = server.Client.LingerState = new LingerOption(cut != Cut.AfterReply, 0);
            }
        }
        catch (IOException)
        {
            // The sender or the server was faster.
        }
    }

    /// <summary>Returns where the connection is to be cut.</summary>
    private async Task ServeAsync(Talk talk, Cut cut)
    {
        if (cut == Cut.BeforeGreeting)
        {
            return;
        }
        await talk.ReplyAsync();
        var hello = await talk.HeardAsync("\r\n");
        if (cut == Cut.AtHello)
        {
            return;
        }
        await talk.AskAsync(hello);
        for (var mail = 1; ; mail++)
        {
            if (await MailAsync(talk, mail == 2 ? cut : Cut.Nowhere))
            {
                return;
            }
        }
    }

    /// <returns>True: cut here.</returns>
    private async Task<bool> MailAsync(Talk talk, Cut cut)
    {
        for (var isData = false; !isData; )
        {
            var command = await talk.HeardAsync("\r\n");
            isData = command.AsSpan().SequenceEqual("DATA\r\n"u8);
            if (cut == Cut.BeforeEnvelope)
            {
                return true;
            }
            await talk.AskAsync(command, tell: !(isData && cut == Cut.BeforeGoAhead));
        }
        if (cut == Cut.BeforeGoAhead)
        {
            return true;
        }
        var content = await talk.HeardAsync("\r\n.\r\n");
        var id = MessageId().Match(Encoding.UTF8.GetString(content)).Value;
        if (Acknowledged.ContainsKey(id))
        {
            Repeated.Add(id);
        }
        if (cut == Cut.WithinData)
        {
            await talk.Server.WriteAsync(content.AsMemory(0, content.Length / 2));
            return true;
        }
        await talk.AskAsync(content, tell: cut != Cut.AfterDataBeforeReply);
        Acknowledged.TryAdd(cut == Cut.AfterDataBeforeReply ? "" : id, true);
        return cut is Cut.AfterReply or Cut.AfterDataBeforeReply;
    }

    [GeneratedRegex("(?<=^Message-Id: ).*(?=\r)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();

    private sealed record Talk(NetworkStream Client, NetworkStream Server)
    {
        private readonly byte[] _buffer = new byte[65536];
        private byte[] _more = [];

        /// <summary>What the sender says, up to those bytes.</summary>
        public async Task<byte[]> HeardAsync(string end)
        {
            var bytes = Encoding.ASCII.GetBytes(end);
            var all =
                _more.AsSpan().IndexOf(bytes) >= 0 ? _more : await ReadAsync(Client, _more, words => words.AsSpan().IndexOf(bytes) >= 0);
            var length = all.AsSpan().IndexOf(bytes) + bytes.Length;
            _more = all[length..];
            return all[..length];
        }

        public Task ReplyAsync() => AskAsync([]);

        /// <summary>Passes on what the sender said, and the server's answer.</summary>
        public async Task AskAsync(byte[] words, bool tell = true)
        {
            await Server.WriteAsync(words);
            var reply = await ReadAsync(Server, [], all =>
                Encoding.UTF8.GetString(all) is var text
                && text.EndsWith('\n')
                && text.Split("\r\n").Any(line => line.Length > 3 && line[3] == ' ')
            );
            await Client.WriteAsync(tell ? reply : []);
        }

        private async Task<byte[]> ReadAsync(NetworkStream stream, byte[] begun, Func<byte[], bool> isWhole)
        {
            var all = new List<byte>(begun);
            do
            {
                var read = await stream.ReadAsync(_buffer);
                all.AddRange(read > 0 ? _buffer.AsSpan(0, read) : throw new IOException("It is over."));
            } while (!isWhole([.. all]));
            return [.. all];
        }
    }
}
