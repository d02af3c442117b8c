using System.Buffers;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Survey.Scheduler.Mail;

/// <summary>A conversation with a server that has let us in: greeted, encrypted as set, authenticated as set.</summary>
internal sealed class SmtpSession : IDisposable
{
    private readonly SmtpConnection _connection;
    private readonly SmtpTimeouts _timeouts;
    private HashSet<string> _offers = [];
    private string _mechanisms = "";

    private SmtpSession(SmtpConnection connection, SmtpTimeouts timeouts)
    {
        _connection = connection;
        _timeouts = timeouts;
    }

    /// <summary>Whatever is written now is taken for the mail.</summary>
    public bool AwaitsMail { get; set; }

    /// <summary>The mail that was offered together with the content of the last one, so that the server's replies to it are still to come; null: none.</summary>
    public Guid? Offered { get; set; }

    /// <summary>Room for a mail's content: each takes the place of the last.</summary>
    public ArrayBufferWriter<byte> Words { get; } = new();

    /// <summary>The server takes several commands at once.</summary>
    public bool IsPipelined => Offers("PIPELINING");

    /// <summary>Whether the server knows an extension, such as "PIPELINING".</summary>
    public bool Offers(string extension) => _offers.Contains(extension);

    /// <param name="trust">Certificates trusted instead of the system's; null: the system's.</param>
    /// <exception cref="SmtpFault">There is no way in.</exception>
    public static async Task<SmtpSession> OpenAsync(MailOptions options, X509Certificate2Collection? trust, SmtpTimeouts timeouts)
    {
        var connection = await SmtpConnection.OpenAsync(options.Host!, options.PortOrUsual, timeouts.Connect);
        var session = new SmtpSession(connection, timeouts);
        try
        {
            await session.BeginAsync(options, trust);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public async Task<SmtpReply> AskAsync(string command)
    {
        await _connection.WriteAsync(command + "\r\n", _timeouts.Reply);
        return await _connection.ReadAsync(_timeouts.Reply);
    }

    /// <summary>Several commands in one write, each with its line's end; then as many replies are read.</summary>
    public Task WriteAsync(string commands) => _connection.WriteAsync(commands, _timeouts.Reply);

    public Task<SmtpReply> ReadAsync() => _connection.ReadAsync(_timeouts.Reply);

    /// <summary>Hands over the mail itself, in one write.</summary>
    /// <param name="content">Dot-stuffed, with the final dot; behind it what is offered next.</param>
    public async Task<SmtpReply> HandOverAsync(ReadOnlyMemory<byte> content)
    {
        await _connection.WriteAsync(content, _timeouts.Data);
        AwaitsMail = false;
        return await _connection.ReadAsync(_timeouts.Data);
    }

    public async Task QuitAsync()
    {
        try
        {
            await _connection.WriteAsync("QUIT\r\n", TimeSpan.FromSeconds(1));
        }
        catch (SmtpFault)
        {
            // The server was faster.
        }
        Dispose();
    }

    public void Dispose() => _connection.Dispose();

    private async Task BeginAsync(MailOptions options, X509Certificate2Collection? trust)
    {
        if (options.Security == MailSecurity.Tls)
        {
            await _connection.EncryptAsync(trust, _timeouts.Connect);
        }
        Expect(220, await ReadAsync(), "does not take mail now");
        await GreetAsync();
        if (options.Security == MailSecurity.StartTls)
        {
            await StartTlsAsync(trust);
        }
        if (!string.IsNullOrEmpty(options.User))
        {
            await AuthenticateAsync(options.User, options.Password ?? "");
        }
    }

    private async Task GreetAsync()
    {
        var reply = await AskAsync("EHLO " + OwnName());
        Expect(250, reply, "did not answer EHLO");
        _offers = reply.Lines.Skip(1).Select(line => line.Split(' ')[0].ToUpperInvariant()).ToHashSet();
        _mechanisms = reply.Lines.Skip(1).FirstOrDefault(line => line.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase)) ?? "";
    }

    private async Task StartTlsAsync(X509Certificate2Collection? trust)
    {
        if (!Offers("STARTTLS"))
        {
            throw new SmtpFault("The mail server does not offer STARTTLS, and Mail:Security StartTls never sends in plain text.", needsSomebody: true);
        }
        Expect(220, await AskAsync("STARTTLS"), "did not begin encryption");
        if (_connection.HasUnread)
        {
            // Whoever sits in between could otherwise slip in replies that look encrypted.
            throw new SmtpFault("The mail server sent plain text after STARTTLS.", needsSomebody: true);
        }
        await _connection.EncryptAsync(trust, _timeouts.Connect);
        await GreetAsync();
    }

    private async Task AuthenticateAsync(string user, string password)
    {
        if (!_connection.IsEncrypted && !_connection.IsLoopback)
        {
            throw new SmtpFault("Mail:Password is not sent in plain text: set Mail:Security to StartTls or Tls.", needsSomebody: true);
        }
        var reply = _mechanisms.Contains(" PLAIN", StringComparison.OrdinalIgnoreCase) ? await AskAsync("AUTH PLAIN " + Base64($"\0{user}\0{password}"))
            : _mechanisms.Contains(" LOGIN", StringComparison.OrdinalIgnoreCase) ? await LoginAsync(user, password)
            : throw new SmtpFault("The mail server offers neither AUTH PLAIN nor AUTH LOGIN: unset Mail:User or name another server.", needsSomebody: true);
        if (reply.Code != 235)
        {
            throw new SmtpFault(
                $"The mail server refused Mail:User and Mail:Password ({reply.Code}): {reply.Words}", needsSomebody: !reply.IsTransient);
        }
    }

    private async Task<SmtpReply> LoginAsync(string user, string password)
    {
        var reply = await AskAsync("AUTH LOGIN");
        foreach (var secret in (string[])[user, password])
        {
            reply = reply.Code == 334 ? await AskAsync(Base64(secret)) : reply;
        }
        return reply;
    }

    private string OwnName()
    {
        var properties = IPGlobalProperties.GetIPGlobalProperties();
        var address = _connection.LocalAddress.IsIPv4MappedToIPv6 ? _connection.LocalAddress.MapToIPv4() : _connection.LocalAddress;
        return properties.DomainName.Contains('.', StringComparison.Ordinal) && properties.HostName.Length > 0
            ? $"{properties.HostName.Split('.')[0]}.{properties.DomainName}"
            : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static void Expect(int code, SmtpReply reply, string otherwise)
    {
        if (reply.Code != code)
        {
            throw new SmtpFault($"The mail server {otherwise} ({reply.Code}): {reply.Words}", needsSomebody: reply.Code >= 500);
        }
    }
}
