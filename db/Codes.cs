using System.Text.RegularExpressions;
using Survey.Db.Languages;

namespace Survey.Db;

public static partial class Codes
{
    private const int Longest = 40;

    /// <summary>Not allowed for breakdown points, because these are columns of the responses file.</summary>
    public static readonly IReadOnlySet<string> ReservedForBreakdownPoints = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "wave",
        "comment",
        "overall",
        "employment",
        "closed_on",
        "relationship",
        "customers",
    };

    public static Sentence? Problem(string value) =>
        Pattern().IsMatch(value) ? null
        : value.Length > Longest ? new("problems.codeTooLong", Shorten(value), Longest)
        : new("problems.code", Shorten(value));

    public static string Shorten(string value)
    {
        var line = Breaks().Replace(value, " ");
        return line.Length <= 60 ? line : string.Concat(line.AsSpan(0, 57), "...");
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}\z")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\p{C}+")]
    private static partial Regex Breaks();
}
