using System.Text.RegularExpressions;

namespace Survey.Db.Letters;

/// <summary>Names in braces, such as <c>{organisation}</c>, that a letter replaces by what they stand for.</summary>
public static partial class Placeholders
{
    /// <summary>All there are, without their braces.</summary>
    public static IReadOnlyList<string> All { get; } = ["organisation", "services", "closing_day", "closing_time", "name"];

    /// <summary>The placeholders in a text that there are not, with their braces.</summary>
    public static IEnumerable<string> Unknown(string text) =>
        Named().Matches(text).Where(match => !All.Contains(Name(match))).Select(match => match.Value).Distinct();

    /// <summary>Whether every brace has its partner.</summary>
    public static bool AreClosed(string text) => Named().Replace(text, "").IndexOfAny(['{', '}']) < 0;

    /// <param name="value">What a placeholder stands for. It is taken as it is: braces in it are not looked at.</param>
    public static string Fill(string text, Func<string, string> value) => Named().Replace(text, match => value(Name(match)));

    private static string Name(Match match) => match.Groups[1].Value.ToLowerInvariant();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Named();
}
