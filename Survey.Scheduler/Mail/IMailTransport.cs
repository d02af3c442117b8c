namespace Survey.Scheduler.Mail;

/// <summary>The way out: an SMTP server or a folder.</summary>
public interface IMailTransport
{
    /// <summary>How many mails may be under way at once.</summary>
    int Connections { get; }

    /// <summary>How many mails leave per second at most; infinite: as fast as it goes.</summary>
    double PerSecond { get; }

    /// <summary>
    /// Hands one mail over. What can go wrong with mail is in the result; it throws only on faults of the program or the machine.
    /// A mail that is under way is not interrupted: each step has its time-out.
    /// </summary>
    /// <param name="before">What has to end before the mail is handed over; all else may be done meanwhile. If it fails, that is thrown and nothing leaves.</param>
    /// <param name="next">
    /// What the caller will send after this one: the server may be asked for it already, but nothing of it is handed over. Null: not known.
    /// If it is not sent after all, <see cref="Withdraw"/> says so.
    /// </param>
    Task<Delivery> SendAsync(OutgoingMail mail, Task before, OutgoingMail? next, CancellationToken ct);

    /// <summary>A mail that was announced as the next one is not sent now.</summary>
    void Withdraw(OutgoingMail mail);
}

/// <summary>What became of one attempt.</summary>
public abstract record Delivery;

/// <summary>The server has taken responsibility.</summary>
public sealed record Accepted : Delivery;

/// <summary>Not now (4xx): try this mail again later.</summary>
public sealed record Deferred(string Reason, string? StatusCode) : Delivery;

/// <summary>Never (5xx): this mail will not be accepted as it is.</summary>
public sealed record Refused(string Reason, string? StatusCode) : Delivery;

/// <summary>The connection was lost after the mail was handed over: it may or may not have been accepted.</summary>
public sealed record Unknown(string Reason) : Delivery;

/// <summary>Nothing was handed over and the fault is not this mail's: the server can't be reached or does not let us in.</summary>
/// <param name="NeedsSomebody">True: it will not pass by itself, such as a wrong password or certificate.</param>
public sealed record TransportDown(string Reason, bool NeedsSomebody) : Delivery;
