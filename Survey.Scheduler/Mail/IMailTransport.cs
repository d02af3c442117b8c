namespace Survey.Scheduler.Mail;

public interface IMailTransport
{
    int Connections { get; }

    /// <summary>Infinite: no limit.</summary>
    double PerSecond { get; }

    /// <summary>
    /// Failures of mail are results; exceptions are faults of the program or the machine. A started mail is not interrupted, since each
    /// step has its time-out: <paramref name="ct"/> ends only the wait for a connection or for the rate limit.
    /// </summary>
    Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken ct);
}
