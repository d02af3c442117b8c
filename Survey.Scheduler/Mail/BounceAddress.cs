namespace Survey.Scheduler.Mail;

/// <summary>The envelope sender that names its mail (VERP): <c>bounce+ID@example.org</c>.</summary>
internal static class BounceAddress
{
    /// <summary>The part before the "@" has at most 64 characters (RFC 5321, 4.5.3.1.1); "+" and the id take 37.</summary>
    public const int LongestUser = 64 - 37;

    public static string Of(Guid messageId, string user, string host) => $"{user}+{messageId:d}@{host}";
}
