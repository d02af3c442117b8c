namespace Survey.Db.Messages;

/// <summary>Groups delivery failures by what has to be repaired.</summary>
public static class MailReason
{
    public static IReadOnlyList<string> All { get; } =
    [
        "noMailbox",
        "badAddress",
        "noDomain",
        "closed",
        "full",
        "tooLarge",
        "expired",
        "tooMany",
        "trouble",
        "away",
        "relay",
        "unwanted",
        "other",
    ];

    /// <param name="statusCode">Enhanced status code (RFC 3463) such as 5.1.1; null: the server gave none.</param>
    /// <param name="reasonCode">Given by the returned mail, one of <see cref="All"/>; null: only the status code is known.</param>
    /// <returns>The last part of the text key pages.mailReason.*.</returns>
    public static string Of(string? statusCode, string? reasonCode = null)
    {
        var parts = (statusCode ?? "").Split('.');
        return reasonCode
            ?? (
                parts.Length != 3
                    ? "other"
                    : (parts[1], parts[2]) switch
                    {
                        ("1", "1" or "6" or "351") => "noMailbox",
                        // Exchange Online refuses unknown recipients with 5.4.1; 4.4.1 is a host that does not answer.
                        ("4", "1") when parts[0] == "5" => "noMailbox",
                        ("1", "2" or "10") or ("4", "4" or "310") => "noDomain",
                        ("1", "7" or "8") => "unwanted",
                        ("1", "90") or ("2", "121" or "122") or ("4", "5") => "tooMany",
                        ("1", _) => "badAddress",
                        ("2", "1") => "closed",
                        ("2", "2") => "full",
                        ("2", "3") or ("3", "4") => "tooLarge",
                        ("4", "7" or "300" or "316") => "expired",
                        ("7", "54" or "64") => "relay",
                        ("2" or "3", _) or ("4", "6" or "14") => "trouble",
                        ("4", _) => "away",
                        ("6" or "7", _) => "unwanted",
                        _ => "other",
                    }
            );
    }

    public static bool IsAboutAddress(string reason) => RemedyOf(reason) == "address";

    /// <summary>What to repair; last part of the text key waves.again.first.*. "trust": their server distrusts ours.</summary>
    public static string RemedyOf(string reason) =>
        reason switch
        {
            "noMailbox" or "badAddress" or "noDomain" or "closed" => "address",
            "full" => "mailbox",
            "trouble" or "away" or "expired" => "server",
            "unwanted" or "relay" or "tooMany" => "trust",
            _ => "other",
        };
}
