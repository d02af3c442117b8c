using Survey.Db.Languages;
using Survey.Db.Letters;

namespace Survey.Db.Announcements;

/// <summary>What a text that goes to all customers may contain.</summary>
internal static class AnnouncementRules
{
    public static IReadOnlyList<Problem> Check(LocalizedText? texts, string fallback)
    {
        var problems = new List<Problem>();
        if (texts?.Values.ContainsKey(fallback) != true)
        {
            problems.Add(new(null, Field(fallback), new("problems.announcement.fallback", Language.Of(fallback)["language.name"])));
        }
        foreach (var (language, text) in texts?.Values ?? new Dictionary<string, string>())
        {
            if (ProblemOf(text) is { } problem)
            {
                problems.Add(new(null, Field(language), problem));
            }
        }
        return problems;
    }

    private static Sentence? ProblemOf(string text) =>
        text.Length > Announced.Longest ? new("problems.announcement.long", Announced.Longest, text.Length)
        : PlainText.Problem(text) is { } invisible ? invisible
        : OwnWordsRules.HasLink(text) ? new("problems.announcement.link")
        : null;

    private static string Field(string language) => $"text.{language}";
}
