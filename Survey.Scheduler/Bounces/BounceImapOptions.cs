using Microsoft.Extensions.Options;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Bounces;

/// <summary>Section "Mail:BounceImap": the mailbox to which bounces are delivered.</summary>
public sealed class BounceImapOptions
{
    /// <summary>The IMAP server; empty: no mailbox is read.</summary>
    public string? Host { get; set; }

    /// <summary>0: the default port of <see cref="Security"/> (993, else 143).</summary>
    public int Port { get; set; }

    public MailSecurity Security { get; set; } = MailSecurity.Tls;

    public string? User { get; set; }

    public string? Password { get; set; }

    public string Folder { get; set; } = "INBOX";

    public bool IsSet => !string.IsNullOrEmpty(Host);

    public int PortOrUsual =>
        Port > 0 ? Port
        : Security == MailSecurity.Tls ? 993
        : 143;
}

internal sealed class BounceImapCheck : IValidateOptions<BounceImapOptions>
{
    public ValidateOptionsResult Validate(string? name, BounceImapOptions options) =>
        options.IsSet && Problem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    private static string? Problem(BounceImapOptions options) =>
        string.IsNullOrEmpty(options.User) || string.IsNullOrEmpty(options.Password)
            ? "Mail:BounceImap:User and Mail:BounceImap:Password are not both set: name the mailbox that bounces go to."
        : options.Port is < 0 or > 65535 ? $"Mail:BounceImap:Port {options.Port} is not between 1 and 65535."
        : string.IsNullOrWhiteSpace(options.Folder) ? "Mail:BounceImap:Folder is empty: name the folder that bounces go to."
        : options.Security == MailSecurity.None && !MailOptionsCheck.IsLoopback(options.Host!)
            ? "Mail:BounceImap:Security None would send Mail:BounceImap:Password in plain text: set it to StartTls or Tls."
        : null;
}
