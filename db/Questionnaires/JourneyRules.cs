using Survey.Db.Languages;

namespace Survey.Db.Questionnaires;

internal static class JourneyRules
{
    /// <summary>Limits: the sum of 2^position must fit into one number, and the list must be readable on a phone.</summary>
    private const int MostOptions = 20;

    public static IEnumerable<Problem> Problems(Questionnaire questionnaire) =>
        [
            .. Code("code", questionnaire.Code),
            .. BreakdownPoints(questionnaire.BreakdownPoints),
            .. questionnaire.Questions.SelectMany(
                (question, index) => QuestionProblems(questionnaire, question, $"questions[{index}]", index)
            ),
            .. Overall(questionnaire),
            .. Repeated(Keys(questionnaire)),
        ];

    private static IEnumerable<(string Place, string Key)> Keys(Questionnaire questionnaire) =>
        [
            .. questionnaire.BreakdownPoints.Select((point, index) => ($"breakdownPoints[{index}].code", point.Code)),
            .. questionnaire.Questions.Select((question, index) => ($"questions[{index}].key", question.Key)),
        ];

    private static IEnumerable<Problem> BreakdownPoints(IReadOnlyList<BreakdownPoint> points)
    {
        for (var index = 0; index < points.Count; index++)
        {
            var (point, place) = (points[index], $"breakdownPoints[{index}]");
            foreach (var problem in Code(place + ".code", point.Code))
            {
                yield return problem;
            }
            if (Codes.ReservedForBreakdownPoints.Contains(point.Code))
            {
                yield return At(place + ".code", "problems.journey.reserved", point.Code);
            }
            if (point.Standard is { Target: not (>= 1 and <= 5) })
            {
                yield return At(place + ".standard.target", "problems.between", 1, 5);
            }
        }
    }

    private static IEnumerable<Problem> QuestionProblems(Questionnaire questionnaire, Question question, string place, int index) =>
        [
            .. Code(place + ".key", question.Key),
            .. Kind(question, place),
            .. Options(question, place),
            .. When(questionnaire, question, place, index),
        ];

    private static IEnumerable<Problem> Kind(Question question, string place)
    {
        if (question.Kind == QuestionKind.Rating && !IsOverall(question))
        {
            yield return At(place + ".kind", "problems.journey.rating");
        }
        if (question.Kind != QuestionKind.Rating && question.Scale != RatingScale.Quality)
        {
            yield return At(place + ".scale", "problems.journey.scale");
        }
    }

    private static IEnumerable<Problem> Options(Question question, string place)
    {
        var chosen = question.Kind.Definition().HasOptions;
        var options = question.Options ?? [];
        if (!chosen && question.Options is not null)
        {
            yield return At(place + ".options", "problems.journey.options");
        }
        if (chosen && options.Count is < 1 or > MostOptions)
        {
            yield return At(place + ".options", "problems.journey.optionCount", MostOptions);
        }
        var problems = options
            .SelectMany((option, index) => Code($"{place}.options[{index}].code", option.Code))
            .Concat(Repeated(options.Select((option, index) => ($"{place}.options[{index}].code", option.Code))));
        foreach (var problem in problems)
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> When(Questionnaire questionnaire, Question question, string place, int index)
    {
        if (question.When is not { } condition)
        {
            yield break;
        }
        if (condition.AtMost is < 1 or > 5)
        {
            yield return At(place + ".when.atMost", "problems.journey.atMost");
        }
        var ratings = questionnaire
            .BreakdownPoints.Select(point => point.Code)
            .Concat(
                questionnaire.Questions.Take(index).Where(earlier => earlier.Kind == QuestionKind.Rating).Select(earlier => earlier.Key)
            );
        if (!ratings.Contains(condition.Question))
        {
            yield return At(place + ".when.question", "problems.journey.condition", Codes.Shorten(condition.Question));
        }
    }

    private static IEnumerable<Problem> Overall(Questionnaire questionnaire)
    {
        var index = questionnaire.Questions.ToList().FindIndex(IsOverall);
        if (index < 0)
        {
            yield return At("questions", "problems.journey.noOverall");
            yield break;
        }
        if (questionnaire.Questions[index].Kind != QuestionKind.Rating)
        {
            yield return At($"questions[{index}].kind", "problems.journey.overallKind");
        }
        if (questionnaire.Questions[index].When is not null)
        {
            yield return At($"questions[{index}].when", "problems.journey.overallWhen");
        }
    }

    private static bool IsOverall(Question question) => question.Key == Item.Overall;

    private static IEnumerable<Problem> Code(string place, string code) =>
        Codes.Problem(code) is { } problem ? [new Problem(null, place, problem)] : [];

    private static IEnumerable<Problem> Repeated(IEnumerable<(string Place, string Key)> keys) =>
        keys.GroupBy(key => key.Key, StringComparer.OrdinalIgnoreCase)
            .SelectMany(group =>
                group.Skip(1).Select(again => At(again.Place, "problems.journey.repeated", again.Key, group.First().Place))
            );

    private static Problem At(string place, string key, params object[] values) => new(null, place, new Sentence(key, values));
}
