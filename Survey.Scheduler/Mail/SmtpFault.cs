namespace Survey.Scheduler.Mail;

/// <summary>The connection can't be used: not there, not trusted, not let in, or not speaking SMTP. The message is for whoever runs the site.</summary>
internal sealed class SmtpFault(string message, bool needsSomebody = false) : Exception(message)
{
    /// <summary>It will not pass by itself.</summary>
    public bool NeedsSomebody { get; } = needsSomebody;
}

/// <summary>How long each step may take.</summary>
internal sealed record SmtpTimeouts
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Of the reply to a command.</summary>
    public TimeSpan Reply { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Of handing the mail over and of the server's word that it has it: impatience here makes doubles (RFC 5321, 4.5.3.2).</summary>
    public TimeSpan Data { get; init; } = TimeSpan.FromSeconds(80);
}
