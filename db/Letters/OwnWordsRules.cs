using System.Text.RegularExpressions;

namespace Survey.Db.Letters;

/// <summary>A text that breaks a rule is not sent; the letter has the built-in text instead.</summary>
public static partial class OwnWordsRules
{
    public const int LongestSubject = 120;
    public const int LongestIntroduction = 1000;

    public static IEnumerable<WordsProblem> OfSubject(string subject) =>
        subject.AsSpan().ContainsAny("\r\n\u0085\u2028\u2029")
            ? Of(subject.ReplaceLineEndings(" "), LongestSubject).Prepend(new WordsProblem("lines"))
            : Of(subject, LongestSubject);

    public static IEnumerable<WordsProblem> OfIntroduction(string introduction) => Of(introduction.Replace('\n', ' '), LongestIntroduction);

    public static bool HasLink(string text) => Link().IsMatch(text);

    private static IEnumerable<WordsProblem> Of(string text, int longest)
    {
        if (text.Length > longest)
        {
            yield return new WordsProblem("long", longest, text.Length);
        }
        if (PlainText.Problem(text) is not null || text.AsSpan().ContainsAny("\t\r\n\u2028\u2029"))
        {
            yield return new WordsProblem("hidden");
        }
        if (!Placeholders.AreClosed(text))
        {
            yield return new WordsProblem("brace");
        }
        foreach (var unknown in Placeholders.Unknown(text))
        {
            yield return new WordsProblem("unknown", unknown);
        }
        if (HasLink(text))
        {
            yield return new WordsProblem("link");
        }
        if (Markup().IsMatch(text))
        {
            yield return new WordsProblem("markup");
        }
    }

    [GeneratedRegex(@"://|\bwww\.|\b(mailto|javascript|data):|\b[\w-]+\.[a-z]{2,24}/", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"<[a-z/!?]|&(#\w+|[a-z]+);", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();
}

/// <param name="Rule">The last part of the text key wording.problem.*.</param>
public sealed record WordsProblem(string Rule, params object[] Values);
