using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Survey.Scheduler.Mail;

internal sealed class SmtpTransport : IMailTransport, IDisposable
{
    /// <summary>Servers close idle connections after minutes; a shorter limit avoids sending into a closed one.</summary>
    private static readonly TimeSpan MaxIdle = TimeSpan.FromSeconds(15);

    private readonly MailOptions _options;
    private readonly TimeProvider _time;
    private readonly X509Certificate2Collection? _trust;
    private readonly SmtpTimeouts _timeouts;
    private readonly MailSigner? _signer;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentStack<(SmtpSession Session, long Since)> _idle = new();
    private readonly Pace _pace;

    public SmtpTransport(IOptions<MailOptions> options, TimeProvider time)
        : this(options.Value, time, null, new SmtpTimeouts()) { }

    internal SmtpTransport(MailOptions options, TimeProvider time, X509Certificate2Collection? trust, SmtpTimeouts timeouts)
    {
        (_options, _time, _trust, _timeouts) = (options, time, trust, timeouts);
        _signer = MailSigner.Load(options.Dkim);
        _free = new SemaphoreSlim(options.Connections);
        _pace = new Pace(options.PerSecond, time);
    }

    public int Connections => _options.Connections;

    public double PerSecond => _options.PerSecond;

    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        if (MailAddresses.Parse(mail.To) is not { } recipient)
        {
            return new Refused("This is not an e-mail address.", "5.1.3");
        }
        await _pace.WaitAsync(ct);
        await _free.WaitAsync(ct);
        try
        {
            return await SendNowAsync(mail with { To = recipient.Address });
        }
        catch (SmtpFault fault)
        {
            return fault.Down;
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var idle))
        {
            idle.Session.Dispose();
        }
        _free.Dispose();
    }

    private async Task<Delivery> SendNowAsync(OutgoingMail mail)
    {
        // The server may have closed an idle connection: then nothing has left, and a new one is opened.
        if (TakeIdle() is { } idle && await SendAsync(idle, mail) is { } delivery && !idle.IsEndedByServer)
        {
            return delivery;
        }
        return await SendAsync(await SmtpSession.OpenAsync(_options, _trust, _timeouts), mail)
            ?? new Deferred("The mail server closed the connection before it took the mail.", null);
    }

    private SmtpSession? TakeIdle()
    {
        while (_idle.TryPop(out var idle))
        {
            if (_time.GetElapsedTime(idle.Since) < MaxIdle)
            {
                return idle.Session;
            }
            idle.Session.Dispose();
        }
        return null;
    }

    /// <returns>Null: the connection was lost before any content had left.</returns>
    private async Task<Delivery?> SendAsync(SmtpSession session, OutgoingMail mail)
    {
        Delivery? delivery = null;
        try
        {
            delivery = await session.SendAsync(mail, _signer);
            return delivery;
        }
        finally
        {
            if (delivery is Accepted or Deferred or Refused && session.IsOpen)
            {
                _idle.Push((session, _time.GetTimestamp()));
            }
            else if (delivery is TransportDown && session.IsOpen)
            {
                await session.QuitAsync();
            }
            else
            {
                session.Dispose();
            }
        }
    }
}
