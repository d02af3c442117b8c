using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Survey.Scheduler.Mail;

/// <summary>Bytes to and from a server, line by line, each step with its time-out. Every failure is an <see cref="SmtpFault"/>.</summary>
internal sealed class SmtpConnection : IDisposable
{
    /// <summary>RFC 5321 allows 512; some servers are wordier. More is not SMTP.</summary>
    private const int LongestLine = 4096;
    private const int MostLines = 100;

    private readonly Socket _socket;
    private readonly string _host;
    private readonly byte[] _buffer = new byte[LongestLine];
    private Stream _stream;
    private int _start;
    private int _end;

    private SmtpConnection(Socket socket, string host)
    {
        _socket = socket;
        _host = host;
        _stream = new NetworkStream(socket, ownsSocket: false);
    }

    public bool IsEncrypted => _stream is SslStream;

    public bool IsLoopback => _socket.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);

    /// <summary>Something has arrived that nobody asked for.</summary>
    public bool HasUnread => _start < _end;

    public IPAddress LocalAddress => ((IPEndPoint)_socket.LocalEndPoint!).Address;

    public static async Task<SmtpConnection> OpenAsync(string host, int port, TimeSpan within)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await StepAsync("to connect", within, token => socket.ConnectAsync(host, port, token).AsTask());
            return new SmtpConnection(socket, host);
        }
        catch (SmtpFault fault)
        {
            socket.Dispose();
            throw new SmtpFault($"The mail server {host}:{port} can't be reached: {fault.Message}", fault.NeedsSomebody);
        }
    }

    /// <param name="trust">Certificates trusted instead of the system's; null: the system's.</param>
    public async Task EncryptAsync(X509Certificate2Collection? trust, TimeSpan within)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = _host };
        if (trust is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(trust);
        }
        var encrypted = new SslStream(_stream);
        try
        {
            await StepAsync("to agree on encryption", within, token => encrypted.AuthenticateAsClientAsync(options, token));
        }
        catch (AuthenticationException problem)
        {
            throw new SmtpFault($"Encryption with the mail server {_host} failed, or its certificate is not trusted: {problem.Message}", needsSomebody: true);
        }
        _stream = encrypted;
    }

    public Task WriteAsync(string lines, TimeSpan within) => WriteAsync(Encoding.UTF8.GetBytes(lines), within);

    public Task WriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan within) =>
        StepAsync("to be written to", within, token => _stream.WriteAsync(bytes, token).AsTask());

    /// <summary>The next reply, of one line or several.</summary>
    public async Task<SmtpReply> ReadAsync(TimeSpan within)
    {
        var lines = new List<string>(1);
        if (!TakeLines(lines))
        {
            await StepAsync("to reply", within, async token =>
            {
                do
                {
                    await ReadMoreAsync(token);
                }
                while (!TakeLines(lines));
            });
        }
        return SmtpReply.Parse(lines) ?? throw new SmtpFault("The mail server did not answer as SMTP servers do.");
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    /// <returns>False: there is more to come.</returns>
    private bool TakeLines(List<string> lines)
    {
        while (_buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n') is var length and >= 0)
        {
            lines.Add(Encoding.UTF8.GetString(_buffer, _start, length).TrimEnd('\r'));
            _start += length + 1;
            if (lines[^1] is not [_, _, _, '-', ..] || lines.Count == MostLines)
            {
                return true;
            }
        }
        return false;
    }

    private async Task ReadMoreAsync(CancellationToken token)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == LongestLine)
        {
            throw new SmtpFault("The mail server sent a line that is too long for SMTP.");
        }
        var read = await _stream.ReadAsync(_buffer.AsMemory(_end), token);
        _end += read > 0 ? read : throw new SmtpFault("The mail server closed the connection.");
    }

    private static async Task StepAsync(string what, TimeSpan within, Func<CancellationToken, Task> step)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            await step(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new SmtpFault($"It took longer than {within.TotalSeconds:0} s {what}.");
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            throw new SmtpFault($"The connection was lost: {problem.Message}");
        }
    }
}
