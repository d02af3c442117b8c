using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Survey.Scheduler.Mail;

/// <summary>One connection to the mail server, encrypted and signed in as the settings say.</summary>
internal sealed class SmtpSession : IDisposable
{
    private static readonly FormatOptions International = WithUtf8Addresses();

    private readonly SmtpTranscript _transcript = new();
    private readonly SmtpClient _client;

    private SmtpSession(MailOptions options, X509Certificate2Collection? trust)
    {
        // Many networks cannot reach revocation lists, and an unknown status would refuse the certificate.
        _client = new SmtpClient(_transcript) { CheckCertificateRevocation = false, LocalDomain = options.OwnName };
        if (trust is not null)
        {
            _client.ServerCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(trust, certificate, errors);
        }
    }

    public bool IsOpen => _client.IsConnected;

    /// <summary>The server's last reply was 421: it closes the connection, whatever the command was.</summary>
    public bool IsEndedByServer => _transcript.Refusal is { Code: 421 };

    /// <param name="trust">Certificates trusted instead of the system's; null: the system's.</param>
    public static async Task<SmtpSession> OpenAsync(MailOptions options, X509Certificate2Collection? trust, SmtpTimeouts timeouts)
    {
        var token = string.IsNullOrEmpty(options.TokenCommand) ? null : await AccessToken.ReadAsync(options.TokenCommand);
        var session = new SmtpSession(options, trust);
        try
        {
            using var limit = new CancellationTokenSource(timeouts.Open);
            await session.ConnectAsync(options, limit.Token);
            await session.SignInAsync(options, token, limit.Token);
            session._client.Timeout = (int)timeouts.Step.TotalMilliseconds;
            return session;
        }
        catch (Exception problem)
        {
            session.Dispose();
            throw SmtpFaults.OfOpening(problem, session._transcript.Refusal, options, timeouts) ?? problem;
        }
    }

    /// <returns>Null: the connection was lost before any content had left.</returns>
    /// <exception cref="SmtpFault">The server did not answer in time, before any content had left.</exception>
    public async Task<Delivery?> SendAsync(OutgoingMail mail, MailSigner? signer)
    {
        string[] addresses = [mail.To, mail.EnvelopeFrom, mail.From];
        var needsUtf8 = addresses.Any(MailAddresses.NeedsUtf8);
        if (needsUtf8 && !_client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
        {
            return new Refused("The mail server does not know addresses with letters beyond ASCII.", "5.6.7");
        }
        using var message = MimeMessages.Compose(mail);
        signer?.Sign(message);
        _transcript.Begin();
        try
        {
            var format = needsUtf8 ? International : FormatOptions.Default;
            await _client.SendAsync(format, message, new MailboxAddress("", mail.EnvelopeFrom), [new MailboxAddress("", mail.To)]);
            return new Accepted();
        }
        catch (SmtpCommandException refused) when (_transcript.Refusal is { } reply)
        {
            return Refusals.Judge(reply, refused.ErrorCode == SmtpErrorCode.SenderNotAccepted);
        }
        catch (ServiceNotAuthenticatedException refused)
        {
            return new TransportDown(
                $"The mail server does not accept mail from us: {_transcript.Refusal?.Words ?? refused.Message}",
                NeedsSomebody: true
            );
        }
        catch (Exception problem) when (SmtpFaults.IsConnectionLost(problem))
        {
            return Lost(problem);
        }
    }

    public async Task QuitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await _client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception problem) when (SmtpFaults.IsConnectionLost(problem))
        {
            // The server closed the connection first.
        }
        Dispose();
    }

    public void Dispose() => _client.Dispose();

    private async Task ConnectAsync(MailOptions options, CancellationToken ct)
    {
        _transcript.Begin();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Host!, options.PortOrUsual, ct);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        var isLocal = socket.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);
        if (options is { Security: MailSecurity.None, User.Length: > 0 } && !isLocal)
        {
            socket.Dispose();
            throw new SmtpFault("Mail:Password is not sent in plain text: set Mail:Security to StartTls or Tls.", needsSomebody: true);
        }
        await _client.ConnectAsync(
            socket,
            options.Host!,
            options.PortOrUsual,
            options.Security switch
            {
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                MailSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            },
            ct
        );
        // Without them the content always follows DATA, and the transcript relies on that.
        _client.Capabilities &= ~(SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime);
    }

    private async Task SignInAsync(MailOptions options, string? token, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(options.User))
        {
            return;
        }
        _transcript.Begin();
        if (token is not null)
        {
            await _client.AuthenticateAsync(new SaslMechanismOAuth2(options.User, token), ct);
            return;
        }
        _client.AuthenticationMechanisms.Remove("XOAUTH2");
        await _client.AuthenticateAsync(options.User, options.Password ?? "", ct);
    }

    private Unknown? Lost(Exception problem) =>
        _transcript.HasContentLeft
            ? new Unknown($"It is not known whether the mail arrived. {SmtpFaults.Words(problem)}", SmtpFaults.IsTimeout(problem))
        : SmtpFaults.IsTimeout(problem) ? throw new SmtpFault("The mail server did not answer in time.")
        : null;

    private static bool IsTrusted(X509Certificate2Collection trust, X509Certificate? certificate, SslPolicyErrors errors)
    {
        using var chain = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck },
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(trust);
        return (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0
            && certificate is X509Certificate2 presented
            && chain.Build(presented);
    }

    private static FormatOptions WithUtf8Addresses()
    {
        var options = FormatOptions.Default.Clone();
        options.International = true;
        return options;
    }
}
