using System.Text.RegularExpressions;

namespace Survey.Scheduler.Bounces;

internal static partial class OriginalMail
{
    /// <summary>The report's own text, without the mail that it quotes.</summary>
    public static string Before(string text) => Beginning().Match(text) is { Success: true } match ? text[..match.Index] : text;

    public static string? RecipientIn(MailParts mail) =>
        mail.Returned.Select(message => MailAddressText.Of(message.Headers["To"])).FirstOrDefault(address => address is not null)
        ?? MailAddressText.Of(To().Match(mail.Text[Before(mail.Text).Length..]).Groups["to"].Value);

    // The lines with which systems announce the quoted mail, else the first header that only mails have.
    [GeneratedRegex(
        """
            ^(-{2,}[ ]*(below\ this\ line|this\ is\ a\ copy|the\ header|original|returned
                |the\ following\ is|message\ header|undelivered|unsent)
            |-{2,}[ ]*[^\n-]*(urspr|origin|kopi|copi|nagłów|alkuper)[^\n-]*-{2,}
            |message\ headers\ follow|original\ message\ (headers|follows)
            |(Return-Path|Received|DKIM-Signature|Message-ID|X-Mailer|MIME-Version):)
            """,
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant
    )]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^To:(?<to>[^\n]*)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex To();
}
