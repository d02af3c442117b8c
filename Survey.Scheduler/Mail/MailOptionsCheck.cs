using System.Net;
using Microsoft.Extensions.Options;
using Survey.Db.Waves.Sampling;

namespace Survey.Scheduler.Mail;

internal sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options) =>
        Problem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    private static string? Problem(MailOptions options) =>
        !options.UsesSmtp && string.IsNullOrEmpty(options.Directory)
            ? "Neither Mail:Host nor Mail:Directory is set: name an SMTP server, or a folder for the mails."
        : options.UsesSmtp && string.IsNullOrEmpty(options.From) ? "Mail:From is not set: name the address that mails come from."
        : !string.IsNullOrEmpty(options.From) && MailAddresses.Parse(options.From) is null
            ? $"Mail:From '{options.From}' is not an address like survey@example.org or Survey <survey@example.org>."
        : !string.IsNullOrEmpty(options.ReturnPath) && MailAddresses.Parse(options.ReturnPath) is null
            ? $"Mail:ReturnPath '{options.ReturnPath}' is not an address like bounce@example.org."
        : MailAddresses.Parse(options.ReturnPath ?? "")?.User.Length > BounceAddress.LongestUser
            ? $"Mail:ReturnPath '{options.ReturnPath}' has more than {BounceAddress.LongestUser} letters before the @: "
                + "no room is left for the id of a mail."
        : options.BounceMaildir is { Length: > 0 } folder
        && !(Directory.Exists(Path.Combine(folder, "new")) && Directory.Exists(Path.Combine(folder, "cur")))
            ? $"Mail:BounceMaildir '{folder}' is not a maildir: it has no folders new and cur."
        : options.Port is < 0 or > 65535 ? $"Mail:Port {options.Port} is not between 1 and 65535."
        : !(options.PerSecond > 0) ? "Mail:PerSecond must be more than 0."
        : options.Connections is < 1 or > 100 ? $"Mail:Connections {options.Connections} is not between 1 and 100."
        : options.UsesSmtp ? PasswordProblem(options) ?? HelloProblem(options.HelloName) ?? DkimProblem(options.Dkim)
        : null;

    private static string? PasswordProblem(MailOptions options) =>
        !string.IsNullOrEmpty(options.Password) && !string.IsNullOrEmpty(options.TokenCommand)
            ? "Mail:Password and Mail:TokenCommand are both set: only one of them can sign in."
        : string.IsNullOrEmpty(options.User) != (string.IsNullOrEmpty(options.Password) && string.IsNullOrEmpty(options.TokenCommand))
            ? "Mail:User and Mail:Password (or Mail:TokenCommand) go together: set both or neither."
        : options.Security == MailSecurity.None && !string.IsNullOrEmpty(options.User) && !IsLoopback(options.Host!)
            ? "Mail:Security None would send Mail:Password in plain text: set it to StartTls or Tls."
        : null;

    private static string? HelloProblem(string? name) =>
        string.IsNullOrEmpty(name) || name.StartsWith('[') || Uri.CheckHostName(name) == UriHostNameType.Dns
            ? null
            : $"Mail:HelloName '{name}' is not a host name like survey.example.org.";

    private static string? DkimProblem(DkimOptions options)
    {
        string?[] all = [options.Domain, options.Selector, options.KeyFile];
        if (all.Any(string.IsNullOrEmpty))
        {
            return all.All(string.IsNullOrEmpty)
                ? null
                : "Mail:Dkim:Domain, Mail:Dkim:Selector and Mail:Dkim:KeyFile go together: set all three or none.";
        }
        try
        {
            MailSigner.Load(options);
            return null;
        }
        catch (InvalidOperationException problem)
        {
            return problem.Message;
        }
    }

    internal static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
