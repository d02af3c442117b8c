using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Survey.Scheduler.Bounces;

/// <summary>What a server says, as far as it is stored and compared.</summary>
internal static partial class ServerWords
{
    private const int Longest = 300;

    // Names of classes such as RESOLVER.ADR.RecipientNotFound stay: they have capital letters.
    private static readonly Regex Names = new(
        @"https?://\S+|[^\s<>""]+@[^\s<>""]+|\b[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\b",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    );

    /// <summary>In one line without control characters and halves of letters, shortened at a whole letter.</summary>
    /// <returns>Null: nothing is left.</returns>
    public static string? Clean(string? words)
    {
        var text = Spaces().Replace(Visible(words ?? ""), " ").Trim();
        return text.Length == 0 ? null : Shortened(text);
    }

    /// <summary>A diagnostic without the name of its protocol.</summary>
    public static string? WithoutProtocol(string? diagnostic) => diagnostic is null ? null : Protocol().Replace(diagnostic, "");

    /// <summary>The first enhanced status code (RFC 3463).</summary>
    public static string? EnhancedCode(string? words) => Enhanced().Match(words ?? "") is { Success: true } code ? code.Value : null;

    /// <summary>Whether there is a reply code or an enhanced code of a failure.</summary>
    public static bool HasCode(string words) => EnhancedCode(words) is ['4' or '5', ..] || Reply().IsMatch(words);

    /// <summary>Whether the words have a reply code that means "for good" (RFC 5321).</summary>
    public static bool IsFinal(string words) => Reply().Match(words) is { Success: true } reply && reply.Value.StartsWith('5');

    /// <summary>Names of hosts, addresses and links say nothing about the cause, but can contain words that seem to.</summary>
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
        if (text.Length <= Longest)
        {
            return text;
        }
        var end = 0;
        while (StringInfo.GetNextTextElementLength(text.AsSpan(end, Longest + 1 - end)) is > 0 and var length && end + length <= Longest)
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
