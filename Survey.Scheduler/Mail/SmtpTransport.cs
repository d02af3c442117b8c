using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Survey.Scheduler.Mail;

/// <summary>Sends through an SMTP server: bounded in connections and in mails per second, over connections that are used again.</summary>
internal sealed class SmtpTransport : IMailTransport, IDisposable
{
    /// <summary>A server that was offered a mail does not wait long for it: at a slow pace each is offered when its time has come.</summary>
    private static readonly TimeSpan LongestOffer = TimeSpan.FromMilliseconds(20);

    private readonly MailOptions _options;
    private readonly X509Certificate2Collection? _trust;
    private readonly SmtpTimeouts _timeouts;
    private readonly SmtpPlaces _places;
    private readonly RestingSessions _resting;

    // By the mail that was offered; each has kept its place.
    private readonly ConcurrentDictionary<Guid, Offer> _offered = new();
    private readonly Pace _pace;

    public SmtpTransport(IOptions<MailOptions> options, TimeProvider time)
        : this(options.Value, time, null, new SmtpTimeouts())
    {
    }

    /// <param name="trust">Certificates trusted instead of the system's; null: the system's.</param>
    internal SmtpTransport(MailOptions options, TimeProvider time, X509Certificate2Collection? trust, SmtpTimeouts timeouts)
    {
        _options = options;
        _trust = trust;
        _timeouts = timeouts;
        _places = new SmtpPlaces(options.Connections);
        _resting = new RestingSessions(time);
        _pace = new Pace(options.PerSecond, time);
    }

    public int Connections => _options.Connections;

    public double PerSecond => _options.PerSecond;

    public async Task<Delivery> SendAsync(OutgoingMail mail, Task before, OutgoingMail? next, CancellationToken ct)
    {
        if ((_offered.TryGetValue(mail.Id, out var offered) ? offered.Mail : Addressed(mail)) is not { } addressed)
        {
            return new Refused("This is not an e-mail address.", "5.1.3");
        }
        await _pace.WaitAsync(ct);
        if (!_offered.TryRemove(mail.Id, out offered))
        {
            await _places.TakeAsync(ct);
        }
        try
        {
            return await SendNowAsync(offered?.Session ?? _resting.Take(), addressed, before, next is not null && MayOffer ? Addressed(next) : null);
        }
        finally
        {
            if (next is null || !_offered.ContainsKey(next.Id))
            {
                _places.Leave();
            }
        }
    }

    public void Withdraw(OutgoingMail mail)
    {
        if (_offered.TryRemove(mail.Id, out var offered))
        {
            // The server waits for the mail, so there is no other way to leave.
            offered.Session.Dispose();
            _places.Leave();
        }
    }

    public void Dispose()
    {
        _resting.Dispose();
        foreach (var offered in _offered.Values)
        {
            offered.Session.Dispose();
        }
        _places.Dispose();
    }

    /// <summary>Nobody else waits for the connection, and the next mail may leave at once.</summary>
    private bool MayOffer => !_places.IsWaitedFor && _pace.Wait < LongestOffer;

    /// <returns>Null: there is no such address.</returns>
    private static OutgoingMail? Addressed(OutgoingMail mail) =>
        MailAddresses.Parse(mail.To) is { } recipient ? mail with { To = recipient.Address } : null;

    /// <param name="open">Null: none is.</param>
    private async Task<Delivery> SendNowAsync(SmtpSession? open, OutgoingMail mail, Task before, OutgoingMail? next)
    {
        if (open is not null && await TryAsync(open, mail, before, next) is { } delivery and not TransportDown)
        {
            return delivery;
        }
        try
        {
            var session = await SmtpSession.OpenAsync(_options, _trust, _timeouts);
            return await TryAsync(session, mail, before, next)
                ?? new Deferred("The mail server closed the connection before it took the mail.", null);
        }
        catch (SmtpFault fault)
        {
            return new TransportDown(fault.Message, fault.NeedsSomebody);
        }
    }

    /// <returns>Null: the connection was lost before the mail was handed over.</returns>
    private async Task<Delivery?> TryAsync(SmtpSession session, OutgoingMail mail, Task before, OutgoingMail? next)
    {
        Delivery? delivery = null;
        try
        {
            delivery = await SmtpEnvelope.SendAsync(session, mail, before, next);
            await RestAsync(session, delivery, next);
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

    private async Task RestAsync(SmtpSession session, Delivery delivery, OutgoingMail? next)
    {
        if (delivery is Accepted or Deferred or Refused && session.Offered is not null)
        {
            _offered[next!.Id] = new Offer(session, next);
        }
        else if (delivery is Accepted
            || (delivery is Deferred or Refused && !session.AwaitsMail && (await session.AskAsync("RSET")).IsPositive))
        {
            _resting.Add(session);
        }
        else if (session.AwaitsMail || session.Offered is not null)
        {
            session.Dispose();
        }
        else
        {
            await session.QuitAsync();
        }
    }

    private sealed record Offer(SmtpSession Session, OutgoingMail Mail);
}
