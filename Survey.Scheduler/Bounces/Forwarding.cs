using System.Text.RegularExpressions;

namespace Survey.Scheduler.Bounces;

/// <summary>A mailbox that keeps a mail and forwards a copy returns the failure of the copy: our address still works.</summary>
internal static partial class Forwarding
{
    /// <summary>Prefix with which Exchange writes an address of its directory as an SMTP address.</summary>
    private const string ExchangeAlias = "imcea";

    public static DeliveryReport Judge(DeliveryReport report, StatusFields fields, MailParts mail)
    {
        var failed = MailAddressText.Of(fields["X-Actual-Recipient"]) ?? MailAddressText.Of(fields["Final-Recipient"]);
        return Judge(report, failed, MailAddressText.Of(fields["Original-Recipient"]), mail);
    }

    /// <param name="failed">Null: unknown, or not an address.</param>
    /// <param name="original">The mail's recipient according to the report, or null.</param>
    public static DeliveryReport Judge(DeliveryReport report, string? failed, string? original, MailParts mail)
    {
        original ??= MailAddressText.Of(ExpandedFrom().Match(OriginalMail.Before(mail.Text)).Groups["from"].Value);
        var isForward =
            failed is not null
            && !failed.StartsWith(ExchangeAlias, StringComparison.Ordinal)
            && (
                original is not null
                    ? IsElsewhere(failed, original) || report.Kind == ReturnKind.Hard && UserOf(failed) != UserOf(original)
                    : OriginalMail.RecipientIn(mail) is { } to && IsElsewhere(failed, to) && UserOf(failed) != UserOf(to)
            );
        return isForward ? report with { Kind = ReturnKind.Forward } : report;
    }

    private static bool IsElsewhere(string one, string other)
    {
        var (a, b) = (DomainOf(one), DomainOf(other));
        return Organisation(a) != Organisation(b) && !IsInternal(a) && !IsInternal(b);
    }

    /// <summary>Every tenant of Exchange Online has such a name in addition to its own.</summary>
    private static bool IsInternal(string domain) =>
        domain.EndsWith(".onmicrosoft.com", StringComparison.Ordinal) || !domain.Contains('.', StringComparison.Ordinal);

    /// <summary>The last two labels of a domain, or three if the second is short, as in example.co.uk.</summary>
    private static string Organisation(string domain)
    {
        var names = domain.Split('.');
        return string.Join('.', names.TakeLast(names.Length > 2 && names[^2].Length <= 3 ? 3 : 2));
    }

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    private static string UserOf(string address) => address[..address.LastIndexOf('@')].Split('+')[0];

    [GeneratedRegex(@"\((expanded|generated) from:?\s+<?(?<from>[^\s<>()]+@[^\s<>()]+)>?\)", RegexOptions.IgnoreCase)]
    private static partial Regex ExpandedFrom();
}
