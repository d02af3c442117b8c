using System.Net.NetworkInformation;
using Survey.Db.Waves.Sampling;

namespace Survey.Scheduler.Mail;

public enum MailSecurity
{
    /// <summary>Plain text: for a relay on this machine or in a trusted network. With a password only on this machine.</summary>
    None,

    /// <summary>Starts in plain text and then encrypts; a server without STARTTLS is refused.</summary>
    StartTls,

    Tls,
}

public sealed class MailOptions
{
    /// <summary>The SMTP server; empty: mails go to <see cref="Directory"/>.</summary>
    public string? Host { get; set; }

    /// <summary>0: the default port of <see cref="Security"/> (25, 587, 465).</summary>
    public int Port { get; set; }

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Empty: no authentication.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>A shell command that prints an access token for XOAUTH2, used instead of <see cref="Password"/>; or empty.</summary>
    public string? TokenCommand { get; set; }

    /// <summary>The name in EHLO; empty: the host's full name, else the domain of <see cref="From"/>.</summary>
    public string? HelloName { get; set; }

    /// <summary>The visible sender, with or without a name: <c>Survey &lt;survey@example.org&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>Address for bounces; "+ID" is inserted before the "@". Empty: bounce@ and the domain of <see cref="From"/>.</summary>
    public string? ReturnPath { get; set; }

    /// <summary>A maildir to which a mail server delivers bounces, read each minute; or empty.</summary>
    public string? BounceMaildir { get; set; }

    public DkimOptions Dkim { get; set; } = new();

    public string? Directory { get; set; }

    public double PerSecond { get; set; } = 20;

    public int Connections { get; set; } = 4;

    public bool UsesSmtp => !string.IsNullOrEmpty(Host);

    public int PortOrUsual =>
        Port > 0
            ? Port
            : Security switch
            {
                MailSecurity.StartTls => 587,
                MailSecurity.Tls => 465,
                _ => 25,
            };

    public string OwnName =>
        !string.IsNullOrEmpty(HelloName) ? HelloName : FullHostName() ?? MailAddresses.Parse(From ?? "")?.Host ?? "localhost";

    private static string? FullHostName()
    {
        var host = IPGlobalProperties.GetIPGlobalProperties();
        return host.DomainName.Contains('.', StringComparison.Ordinal) && host.HostName.Length > 0
            ? $"{host.HostName.Split('.')[0]}.{host.DomainName}"
            : null;
    }
}

/// <summary>Section "Mail:Dkim": all three or none. The key is in PEM, RSA or Ed25519.</summary>
public sealed class DkimOptions
{
    public string? Domain { get; set; }

    public string? Selector { get; set; }

    public string? KeyFile { get; set; }
}
