using System.Text.RegularExpressions;

namespace Survey.Db.Letters;

/// <summary>Names in braces, such as <c>{organisation}</c>, that a letter replaces by values.</summary>
public static partial class Placeholders
{
    public static IReadOnlyList<string> All { get; } = ["organisation", "services", "closing_day", "closing_time", "name"];

    public static IEnumerable<string> Unknown(string text) =>
        Named().Matches(text).Where(match => !All.Contains(Name(match))).Select(match => match.Value).Distinct();

    public static bool AreClosed(string text) => Named().Replace(text, "").IndexOfAny(['{', '}']) < 0;

    /// <param name="value">Inserted as it is: braces in a value are not replaced.</param>
    public static string Fill(string text, Func<string, string> value) => Named().Replace(text, match => value(Name(match)));

    private static string Name(Match match) => match.Groups[1].Value.ToLowerInvariant();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Named();
}
