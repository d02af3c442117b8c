using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Survey.Scheduler.Mail;

/// <summary>Addresses as SMTP needs them.</summary>
internal static class MailAddresses
{
    private static readonly IdnMapping Idn = new();

    /// <returns>
    /// The address, its domain in ASCII; null when the text is not one. <see cref="MailAddress"/> reads "x y@example.org" as
    /// y@example.org, so whatever is around the address must be a name in front of angle brackets.
    /// </returns>
    public static MailAddress? Parse(string text)
    {
        if (
            text.Any(char.IsControl)
            || !MailAddress.TryCreate(text, out var address)
            || (text != address.Address && !text.EndsWith($"<{address.Address}>", StringComparison.Ordinal))
            || address.User.Any(letter => char.IsWhiteSpace(letter) || letter is '<' or '>' or '"' or '(' or ')')
            || address.Host.StartsWith('[')
        )
        {
            return null;
        }
        return WithAsciiDomain(address);
    }

    private static MailAddress? WithAsciiDomain(MailAddress address)
    {
        try
        {
            var host = Idn.GetAscii(address.Host);
            return host.Length <= 253 && address.User.Length <= 64
                ? new MailAddress($"{address.User}@{host}", address.DisplayName, Encoding.UTF8)
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the address can only be sent to a server that knows SMTPUTF8.</summary>
    public static bool NeedsUtf8(string address) => !Ascii.IsValid(address);
}
