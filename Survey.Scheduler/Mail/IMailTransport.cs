namespace Survey.Scheduler.Mail;

/// <summary>Takes mails out of the program: an SMTP server or a folder.</summary>
public interface IMailTransport
{
    /// <summary>How many mails may be sent at once.</summary>
    int Connections { get; }

    /// <summary>How many mails may leave per second; infinite: no limit.</summary>
    double PerSecond { get; }

    /// <summary>
    /// Sends one mail. The result tells what can go wrong with mail; exceptions are faults of the program or the machine.
    /// A mail that has been started is not interrupted: each step has its time-out.
    /// </summary>
    /// <param name="ct">Ends the wait for a connection or for the rate limit.</param>
    Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken ct);
}
