namespace Survey.Db.Messages;

/// <summary>What an enhanced status code (RFC 3463) means to somebody who is to mend it.</summary>
public static class MailReason
{
    public static IReadOnlyList<string> All { get; } =
        ["noMailbox", "badAddress", "noDomain", "closed", "full", "trouble", "away", "unwanted", "other"];

    /// <param name="statusCode">Such as 5.1.1; null: the server gave none.</param>
    /// <returns>The end of a text's key: pages.mailReason.*.</returns>
    public static string Of(string? statusCode)
    {
        var parts = (statusCode ?? "").Split('.');
        return parts.Length != 3 ? "other" : (parts[1], parts[2]) switch
        {
            ("1", "1" or "6") => "noMailbox",
            ("1", "2" or "10") or ("4", "4") => "noDomain",
            ("1", _) => "badAddress",
            ("2", "1") => "closed",
            ("2", "2") => "full",
            ("2" or "3", _) => "trouble",
            ("4", _) => "away",
            ("6" or "7", _) => "unwanted",
            _ => "other",
        };
    }

    /// <summary>What has to be mended before the mail can arrive: the address, the mailbox, their server, their trust in ours, or whatever it is.</summary>
    /// <returns>The end of a text's key: waves.again.first.*.</returns>
    public static string RemedyOf(string reason) => reason switch
    {
        "noMailbox" or "badAddress" or "noDomain" or "closed" => "address",
        "full" => "mailbox",
        "trouble" or "away" => "server",
        "unwanted" => "trust",
        _ => "other",
    };
}
