using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Survey.Scheduler.Mail;

/// <summary>Sends through an SMTP server: bounded in connections and in mails per second, over connections that are used again.</summary>
internal sealed class SmtpTransport : IMailTransport, IDisposable
{
    /// <summary>Servers close an idle connection after minutes; a shorter rest leaves no doubt.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(15);

    private readonly MailOptions _options;
    private readonly TimeProvider _time;
    private readonly X509Certificate2Collection? _trust;
    private readonly SmtpTimeouts _timeouts;
    private readonly SemaphoreSlim _places;
    private readonly ConcurrentStack<(SmtpSession Session, long Since)> _resting = new();
    private readonly Pace _pace;

    public SmtpTransport(IOptions<MailOptions> options, TimeProvider time)
        : this(options.Value, time, null, new SmtpTimeouts())
    {
    }

    /// <param name="trust">Certificates trusted instead of the system's; null: the system's.</param>
    internal SmtpTransport(MailOptions options, TimeProvider time, X509Certificate2Collection? trust, SmtpTimeouts timeouts)
    {
        _options = options;
        _time = time;
        _trust = trust;
        _timeouts = timeouts;
        _places = new SemaphoreSlim(options.Connections);
        _pace = new Pace(options.PerSecond, time);
    }

    public int Connections => _options.Connections;

    public async Task<Delivery> SendAsync(OutgoingMail mail, Task before, CancellationToken ct)
    {
        if (MailAddresses.Parse(mail.To) is not { } recipient)
        {
            return new Refused("This is not an e-mail address.", "5.1.3");
        }
        await _pace.WaitAsync(ct);
        await _places.WaitAsync(ct);
        try
        {
            return await SendNowAsync(mail with { To = recipient.Address }, before);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        while (_resting.TryPop(out var rested))
        {
            rested.Session.Dispose();
        }
        _places.Dispose();
    }

    private async Task<Delivery> SendNowAsync(OutgoingMail mail, Task before)
    {
        if (TakeRested() is { } rested && await TryAsync(rested, mail, before) is { } delivery and not TransportDown)
        {
            return delivery;
        }
        try
        {
            var session = await SmtpSession.OpenAsync(_options, _trust, _timeouts);
            return await TryAsync(session, mail, before)
                ?? new Deferred("The mail server closed the connection before it took the mail.", null);
        }
        catch (SmtpFault fault)
        {
            return new TransportDown(fault.Message, fault.NeedsSomebody);
        }
    }

    /// <returns>Null: the connection was lost before the mail was handed over.</returns>
    private async Task<Delivery?> TryAsync(SmtpSession session, OutgoingMail mail, Task before)
    {
        Delivery? delivery = null;
        try
        {
            delivery = await SmtpEnvelope.SendAsync(session, mail, before);
            await RestAsync(session, delivery);
        }
        catch (SmtpFault)
        {
            session.Dispose();
        }
        catch
        {
            session.Dispose();
            throw;
        }
        return delivery;
    }

    private async Task RestAsync(SmtpSession session, Delivery delivery)
    {
        var isUsable = delivery is Accepted
            || (delivery is Deferred or Refused && !session.AwaitsMail && (await session.AskAsync("RSET")).IsPositive);
        if (isUsable)
        {
            _resting.Push((session, _time.GetTimestamp()));
        }
        else if (session.AwaitsMail)
        {
            session.Dispose();
        }
        else
        {
            await session.QuitAsync();
        }
    }

    private SmtpSession? TakeRested()
    {
        while (_resting.TryPop(out var rested))
        {
            if (_time.GetElapsedTime(rested.Since) < LongestRest)
            {
                return rested.Session;
            }
            rested.Session.Dispose();
        }
        return null;
    }
}
