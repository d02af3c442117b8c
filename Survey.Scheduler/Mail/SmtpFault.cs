namespace Survey.Scheduler.Mail;

/// <summary>The connection cannot be used: unreachable, not trusted or not signed in. The message is for the operator.</summary>
internal sealed class SmtpFault(TransportDown down) : Exception(down.Reason)
{
    public SmtpFault(string message, bool needsSomebody = false)
        : this(new TransportDown(message, needsSomebody)) { }

    public TransportDown Down { get; } = down;
}

internal sealed record SmtpTimeouts
{
    /// <summary>To connect, to negotiate encryption and to sign in, together.</summary>
    public TimeSpan Open { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>To answer a command, or to accept the content. A shorter time-out would send mails twice (RFC 5321, 4.5.3.2).</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromSeconds(80);
}
