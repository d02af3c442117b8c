using System.Text.RegularExpressions;

namespace Survey.Scheduler.Bounces;

/// <summary>How one system writes reports for people.</summary>
/// <param name="Mark">Found only in this system's headers or text.</param>
/// <param name="Recipient">The line that names the failed address, in the group "to"; the server's words follow.</param>
/// <param name="Reason">For systems whose words are always the same; null: read the words.</param>
internal sealed record ProseRule(string System, Regex Mark, Regex Recipient, string? Reason = null)
{
    public const string Others = "others";

    private const string Address = """(?<to>[^\s<>"']+@[^\s<>"']*[^\s<>"'.:,;])""";

    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly ProseRule[] All =
    [
        Rule("qmail, Plesk", @"^Hi\. This is|\(qmail \d+ invoked", $"^<?{Address}>?:\\s*$"),
        Rule(
            "Yahoo",
            @"^From:.*@(\S+\.)?(yahoo|aol)|^Message from\s+yahoo|^Sorry, we were unable to deliver your message",
            $"^<?{Address}>?:?\\s*$"
        ),
        Rule("Zoho", @"^(X-Mailer|User-Agent):.*Zoho|^From:.*@\S*zoho", $@"^\[?{Address}\]?[,:]?\s"),
        Rule(
            "GMX, IONOS",
            @"^From:.*@(\S+\.)?(gmx|1and1|ionos|kundenserver|web|mail)\.|^SMTP error from remote server",
            $"^[\"<]{Address}[\">]:?\\s*$"
        ),
        Rule(
            "Exchange 5.5",
            @"MSEXCH:|^X-Mailer: Internet Mail Service|^X-MS-Embedded-Report:",
            $@"^\s*'?{Address}'?\s+(on|am|le|el|il|op|den|w dniu)\s[^\n]*$"
        ),
        Rule(
            "Exchange 2000, 2003",
            @"^X-DSNContext:|<\S+ #\d\.\d\.\d|^X-MimeOLE: Produced By Microsoft Exchange",
            $"^\\s*'?{Address}'?(\\s[^\\n]*)?$"
        ),
        Rule("Exchange", @"^X-MS-Exchange-|^From:.*MicrosoftExchange", $@"^\s*{Address}(<mailto:[^>\n]*>)?\s*$"),
        Rule(
            "Google Groups",
            @"^From:.*mailer-daemon@(google|gmail)(.|\n)*(\bgroups?\b.{0,60}\bmay not exist\b|groups\.google\.com|^Google[ -]Group)",
            $"^X-Failed-Recipients:\\s*{Address}",
            "noMailbox"
        ),
        Rule("Gmail", "^From:.*mailer-daemon@(google|gmail)", $@"^\s*{Address}\s*$"),
        Rule("Amazon WorkMail", @"^X-Mailer: Amazon WorkMail|^From:.*@\S*(amazonses|amazonaws|awsapps)\.", $"^{Address}\\s*$"),
        Rule("hMailServer", "^X-hMailServer|^hMailServer", $"^{Address}\\s*$"),
        Rule("SmarterMail", "^Failed Recipient:|SmarterMail", $@"^(Failed Recipient:|Could not deliver .{{0,60}}:)\s*{Address}"),
        Rule("Domino", @"^Subject:\s*DELIVERY FAILURE|Domino|Lotus|^-+ Failure Reasons", $"^\\s*{Address}\\s*$"),
        Rule("Mimecast", @"^From:.*@\S*mimecast|^Subject:.*\[Postmaster\]", $@"^-*\s*{Address}\s*$"),
        Rule("DragonFly", "DragonFly Mail Agent", $"<{Address}>"),
        Rule(
            "Exim, cPanel",
            @"^X-Failed-Recipients:|^This message was created automatically by mail delivery software"
                + @"|^Subject: (Mail delivery failed|Warning: message \S+ delayed)",
            $@"^\s+{Address}\s*$"
        ),
        Rule(
            Others,
            "^Subject:.*(deliver|fail|return|could not|not (sent|received)|unzustellbar|non remis|niedostarcz|zwrot|toimit|tagast)",
            $"<?{Address}>?"
        ),
    ];

    /// <returns>The first match, or null. Rules that many systems share come last.</returns>
    public static ProseRule? Find(string mail) => All.FirstOrDefault(rule => rule.Mark.IsMatch(mail));

    private static ProseRule Rule(string system, string mark, string recipient, string? reason = null) =>
        new(system, new Regex(mark, Options), new Regex(recipient, Options), reason);
}
