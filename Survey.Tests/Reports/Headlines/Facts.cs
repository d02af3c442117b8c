using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Headlines;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Headlines;

/// <summary>
/// Facts from a line per relationship: "overall worse; waiting missed worse; intake kept; quality" names the shown items with what is
/// said of each. Words: weak; missed, kept, fine, few (against the target), better, worse, same (against before), was (missed before);
/// small (5 to 9 answers, rated low).
/// </summary>
internal static class Facts
{
    public static readonly DateOnly Before = new(2026, 3, 1);

    public static RelationshipFacts Of(string line, Verdict? yearAgo = null, bool first = false)
    {
        var items = line.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(item => item.Split(' '))
            .ToList();
        var hidden = items.Where(words => words.Contains("hidden")).ToList();
        var steps = items.Except(hidden).Where(words => words[0] != "overall").Select(Step).ToList();
        var overall = items.Except(hidden).FirstOrDefault(words => words[0] == "overall");
        return new(
            overall is null ? null : Figure(overall, 2.5),
            steps,
            steps.Count(step => step.Target is not null) + hidden.Count(words => words[0] != "overall"),
            overall is null ? null : Change(overall),
            yearAgo,
            first ? null : Before,
            first
        );
    }

    private static StepFact Step(string[] words) =>
        new(
            LocalizedText.Of(words[0]),
            Figure(words, words.Contains("deep") ? 1.5 : 2.5),
            Target(words) is null ? null : 4.0,
            Target(words),
            Change(words),
            words.Contains("weak"),
            words.Contains("was")
        );

    private static PublishedFigure Figure(string[] words, double mean) =>
        words.Contains("small")
            ? SampleFigures.InWords(words[0], FigureWord.Low)
            : SampleFigures.Valued(words[0], mean, mean - 0.2, mean + 0.2, 40);

    private static Verdict? Target(string[] words) =>
        words.Contains("missed") ? Verdict.Worse
        : words.Contains("kept") ? Verdict.Better
        : words.Contains("fine") ? Verdict.NoChange
        : words.Contains("few") ? Verdict.TooFew
        : null;

    private static Verdict? Change(string[] words) =>
        words.Contains("worse") ? Verdict.Worse
        : words.Contains("better") ? Verdict.Better
        : words.Contains("same") ? Verdict.NoChange
        : null;
}
