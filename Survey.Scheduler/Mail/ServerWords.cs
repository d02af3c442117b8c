using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Survey.Scheduler.Mail;

internal static partial class ServerWords
{
    private const int MaxLength = 300;

    // Class names such as RESOLVER.ADR.RecipientNotFound stay: they have capital letters.
    private static readonly Regex Names = new(
        @"https?://\S+|[^\s<>""]+@[^\s<>""]+|\b[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\b",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    );

    /// <summary>One line without control characters and lone surrogates, cut between characters. Null: nothing is left.</summary>
    public static string? Clean(string? words)
    {
        var text = Spaces().Replace(Visible(words ?? ""), " ").Trim();
        return text.Length == 0 ? null : Shortened(text);
    }

    public static string? WithoutProtocol(string? diagnostic) => diagnostic is null ? null : Protocol().Replace(diagnostic, "");

    /// <summary>The first enhanced status code (RFC 3463), or null.</summary>
    public static string? EnhancedCode(string? words) => Enhanced().Match(words ?? "") is { Success: true } code ? code.Value : null;

    public static bool HasCode(string words) => EnhancedCode(words) is ['4' or '5', ..] || Reply().IsMatch(words);

    /// <summary>The words have a reply code of a permanent failure (5xx, RFC 5321).</summary>
    public static bool IsFinal(string words) => Reply().Match(words) is { Success: true } reply && reply.Value.StartsWith('5');

    /// <summary>Names of hosts, addresses and links do not tell the cause, but may contain words that look like one.</summary>
    public static string WithoutNames(string words) => Names.Replace(words, " ");

    private static string Visible(string words)
    {
        var text = new StringBuilder(words.Length);
        foreach (var letter in words.EnumerateRunes().Where(letter => letter != Rune.ReplacementChar && letter.Value != 0))
        {
            text.Append(Rune.IsControl(letter) ? " " : letter.ToString());
        }
        return text.ToString();
    }

    private static string Shortened(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }
        var end = 0;
        while (
            StringInfo.GetNextTextElementLength(text.AsSpan(end, MaxLength + 1 - end)) is > 0 and var length && end + length <= MaxLength
        )
        {
            end += length;
        }
        return (end > 0 ? text[..end] : "") + "…";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\s*[A-Za-z][A-Za-z0-9-]*\s*;\s*")]
    private static partial Regex Protocol();

    [GeneratedRegex(@"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)")]
    private static partial Regex Enhanced();

    [GeneratedRegex(@"(?<![\d.#-])[45][0-5]\d(?=[ -]|$)")]
    private static partial Regex Reply();
}
