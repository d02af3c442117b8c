using System.Text.RegularExpressions;

namespace Survey.Scheduler.Bounces;

/// <summary>An address as reports write it, such as <c>rfc822; anna@example.org</c>.</summary>
internal static class MailAddressText
{
    private static readonly Regex Address = new(
        """[^\s<>"',;:()\[\]]+@[^\s<>"',;:()\[\]]+[^\s<>"',;:()\[\].]""",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    );

    /// <returns>In lower case; null: the text names no address, for example a file or a program.</returns>
    public static string? Of(string? field) =>
        Address.Match(field ?? "") is { Success: true } found ? found.Value.ToLowerInvariant() : null;
}
