using System.Text.RegularExpressions;

namespace Survey.Scheduler.Bounces;

/// <summary>Priority of the text against a status code.</summary>
internal enum Weight
{
    /// <summary>Before any code: the code says "address", but the cause is another.</summary>
    Strong,

    /// <summary>Before a code that can mean anything.</summary>
    Plain,

    /// <summary>Only if the code says nothing.</summary>
    Weak,
}

/// <param name="Reason">One of <see cref="Db.Messages.MailReason.All"/>.</param>
internal sealed record FailureWord(Weight Weight, string Reason, Regex Words);

/// <summary>The first match counts. Servers write English to each other; some systems translate what they tell people.</summary>
internal static class FailureWords
{
    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    private static readonly FailureWord[] All =
    [
        Strong(
            "tooMany",
            """
            rate.?limit|throttl|too many (messages|mails|e-?mails|connections|recipients)
            |(daily|hourly|sending|outbound) .{0,30}(limit|quota)|(messages|e-?mails|recipients) per (hour|day|minute)|at a rate that
            |receiving (e-?mail |mail |messages )?too (quickly|fast|many)
            """
        ),
        Strong(
            "unwanted",
            """
            spam\b|spammer|junk|unsolicited|\bUBE\b|\b(black|block|deny).?list|\bRBL\b|DNSBL|(is|are|been|was|currently) listed
            |\bblocked\b|DMARC|DKIM|\bSPF\b|sender policy|unauthenticated|reputation|\bbanned\b|gr[ae]y.?list|virus|malware|phish
            |unsafe|abuse|complaint|content (was )?reject|(violat|against).{0,40}polic|policy (reason|restrict|violat|reject)
            |polic(y|ies) of|reverse dns|\bPTR\b|permission to (send|post)|NotAuthorized|AuthRequired|SenderDenied|SendAsDenied
            |RestrictedToRecipients|bad outbound sender|not authenticated|must authenticate
            |sender (address |domain )?(was |is |has been )?(rejected|denied|verif|refused|not allowed|not authorized)|local policy
            |bloqu|gesperrt|zablokowan|estetty|blokeeri
            """
        ),
        Plain(
            "full",
            """
            (mail.?box|inbox|account|folder|user|recipient).{0,40}\b(is |was |too )?(over)?full|over ?quota
            |quota.{0,30}(exceed|reached|full)|exceed.{0,60}quota|(storage|disk|mailbox).{0,20}(full|exceed|limit)
            |exceed.{0,40}(storage|mailbox size)|QuotaExceeded|out of (storage|space)|no space left|not enough (storage|space|disk)
            |blocks limit exceeded|postfach.{0,30}voll|boîte.{0,60}pleine|quota.{0,20}dépass|(skrzynk|pełn).{0,40}(pełn|przepełn)
            |(postilaatikko|laatikko).{0,30}täynnä|postkast.{0,30}täis|(buzón|bandeja).{0,30}llen|casella.{0,40}piena|переполнен
            """
        ),
        Plain(
            "tooLarge",
            """
            (message|mail|size|content|body|header)s? .{0,40}(too (large|big)|exceeds?\b|larger than|exceeded)|size limit
            |maximum (message )?size|too large|too big|trop (gros|volumineux)|zu groß|za duż|liian suuri|liiga suur
            """
        ),
        Plain(
            "closed",
            """
            (account|mail.?box|user|recipient|address|alias)[\w ]{0,30}(disabled|inactive|suspended|deactivated|closed|terminated
            |expired|discontinued|retired|not active)
            |(disabled|inactive|suspended|deactivated|expired) (account|mail.?box|user|recipient|address)
            |no longer (active|available|in use|accepts|valid|on server|exists|employed)|can'?t create (user )?output file
            |abgeschaltet|deaktiviert|désactivé|dezaktywowan|suljettu|suletud|has (moved|left)
            """
        ),
        Plain(
            "expired",
            """
            message expired|QUEUE\.Expired|(queue|delivery|retry) (time|timeout|period).{0,20}(expired|exceeded)|waited too long
            |too long in|in the queue too long|(retry|delivery) time.?out|gave up|been (in the queue|retried)
            |could not be delivered (for|within|in) \d|zu lange|trop longtemps|zbyt długo
            """
        ),
        Plain(
            "away",
            """
            (connection|connect|session|conversation|network|operation).{0,60}(refused|timed? ?out|reset|lost|dropped|unreachable
            |failed|closed|failure)
            |\btimed out\b|time.?out\b|no route to host
            |(host|server|network|domain)s? .{0,40}(unreachable|is down|not respond|cannot be reached|didn.t respond)
            |no (smtp )?connection|unable to (connect|contact)|lost connection|couldn.t connect|could not connect|SERVFAIL
            |temporar(y|ily).{0,30}(lookup|dns|resol|fail)|try again|no route found to domain|all hosts.{0,40}(failing|down)
            """
        ),
        Plain(
            "relay",
            """
            relay(ing|ed)?.{0,30}(denied|not (permitted|allowed)|prohibited|disallowed|refused)
            |(unable|not (permitted|allowed)|refus\w+|won.t|do not|does not) to relay|no relay|rcpthosts|not a gateway
            |(not|no) (responsible|authoritative) for|mail for .{0,60}not accepted here
            """
        ),
        Plain(
            "noDomain",
            """
            NXDOMAIN|(host|domain)( or domain| name)*( name)? (was |is )?(not found|unknown|invalid|nonexist)
            |(unknown|invalid|bad destination|no such|nonexist\w*) (mail )?(host|domain)
            |(domain|host)( name)?( \S+)? (does not|doesn.t|did not|didn.t|could ?n.t be|cannot be) (exist|found|resolve)
            |(couldn.t|cannot|could not|can.t) (find|resolve).{0,30}(host|domain)|null ?mx|no (valid )?mx\b
            |(non.?existent|unrouteable) (mail )?(domain|hosts?)|NonExistentDomain|does not (accept|receive) (any )?(mail|e-?mail)
            |no (mail )?(exchanger|server)s? (was |were )?found
            |domain.{0,40}(couldn.t be found|nicht gefunden|introuvable|inexistant|nie istnieje|ei löyt|ei leitud)
            """
        ),
        Plain(
            "noMailbox",
            """
            (user|recipient|addressee|mail.?box|account|address|person|local.?part|alias|name)s?\)? .{0,50}(unknown|not (be )?(found
            |known|recognized|exist|listed|valid|available here)|no(t| )longer|does ?n.t (exist|have)|invalid|undeliverable)
            |(unknown|invalid|no such|nonexist\w*|non.existent|wrong|bad|not a valid|undeliverable|unrouteable) (local )?(user
            |recipient|addressee|mail.?box|account|address|person|name|alias|local.?part)
            |Recip(ient)?NotFound|not listed in|no mail.?box|mail.?box (is |name )?(unavailable|not)|not our customer|may not exist
            |unknown or illegal
            |invalid final delivery|does not like recipient|unrouteable
            |(empfänger|benutzer|postfach|adresse|konto|account).{0,60}(unbekannt|existiert nicht|nicht (gefunden|bekannt|vorhanden
            |aufgeführt|erkannt)|ungültig)
            |unbekannte|nicht im .{0,30}verzeichnis
            |(destinataire|utilisateur|adresse|boîte|compte).{0,80}(inconnu|invalide|introuvable|n.existe|inexistant|non répertorié)
            |nie istnieje|nieznan|nie znaleziono|brak takie|nie odnaleziono
            |(vastaanottaja|osoite|käyttäjä|postilaatikko)\w*.{0,40}(ei löy|tuntematon|ei ole)|tuntematon
            |(saaja|aadress|kasutaja|postkast)\w*.{0,40}(ei leitud|tundmatu|puudub|ei eksisteeri|pole olemas)|tundmatu
            |(usuario|dirección|cuenta|buzón|destinatario).{0,60}(desconocid|no existe|no encontrad|inexistente)
            |(utente|indirizzo|casella|destinatario).{0,60}(sconosciut|non esiste|inesistente|non trovat)|не найден|не существует
            |неизвестн|見つかりません|存在しません
            """
        ),
        Plain(
            "trouble",
            """
            internal (server )?error|system error|local error|configuration|misconfig|\bloop|hop count|too many hops
            |insufficient (system )?(storage|resources|memory)|service (not|un).?available|server error|i/o error|unable to open
            |cannot open|command (failed|died)|temporary (local )?(problem|error|failure)
            """
        ),
        Weak(
            "unwanted",
            """
            denied|reject|refus|policy|not (allowed|permitted|accepted|acceptable|authorized)|administrat|forbidden|prohibit|abgelehnt
            |verweigert|odrzuc|hylätty|tagasi lük
            """
        ),
    ];

    public static string? Find(Weight weight, string words) =>
        All.FirstOrDefault(line => line.Weight == weight && line.Words.IsMatch(words))?.Reason;

    private static FailureWord Strong(string reason, string words) => new(Weight.Strong, reason, Linear(words));

    private static FailureWord Plain(string reason, string words) => new(Weight.Plain, reason, Linear(words));

    private static FailureWord Weak(string reason, string words) => new(Weight.Weak, reason, Linear(words));

    /// <summary>Matches in linear time whatever the text is: strangers wrote the text.</summary>
    private static Regex Linear(string words) => new(words.ReplaceLineEndings(""), Options);
}
