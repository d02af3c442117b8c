using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Survey.Scheduler.Mail;

internal static class MailAddresses
{
    private static readonly IdnMapping Idn = new();

    /// <summary>Null: no address. .NET reads "x y@example.org" as y@example.org, so only a name before angle brackets is allowed.</summary>
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

    /// <summary>True: only a server with SMTPUTF8 can take the address.</summary>
    public static bool NeedsUtf8(string address) => !Ascii.IsValid(address);
}
