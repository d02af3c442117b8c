using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Api.Questionnaires;

/// <summary>Problems of a journey file, told on the page of one step or question.</summary>
internal static partial class ItemProblems
{
    /// <param name="code">Of the step or question that the page is about; null: of none.</param>
    /// <param name="field">The page's field for a member of it.</param>
    public static IReadOnlyList<Problem> Told(
        IReadOnlyList<Problem> problems,
        Questionnaire changed,
        string? code = null,
        Func<string, string>? field = null
    ) => [.. problems.Select(problem => Told(problem, changed, code, field))];

    private static Problem Told(Problem problem, Questionnaire changed, string? code, Func<string, string>? field)
    {
        if (Item().Match(problem.Place ?? "") is not { Success: true } item)
        {
            return problem;
        }
        var index = int.Parse(item.Groups[2].Value, CultureInfo.InvariantCulture);
        var (found, name) =
            item.Groups[1].Value == "questions"
                ? (changed.Questions[index].Key, changed.Questions[index].Text)
                : (changed.BreakdownPoints[index].Code, changed.BreakdownPoints[index].Name);
        return found == code && field is not null
            ? problem with
            {
                Place = field(item.Groups[3].Value),
            }
            : new Problem(null, null, new Sentence("problems.colon", name, problem.Sentence));
    }

    [GeneratedRegex(@"^(breakdownPoints|questions)\[(\d+)\]\.(.+)$")]
    private static partial Regex Item();
}
