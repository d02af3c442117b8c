namespace Survey.Db.Questionnaires;

internal static class JourneyRules
{
    /// <summary>Limits: the sum of 2^position must fit into one number, and the list must be readable on a phone.</summary>
    private const int MostOptions = 20;

    public static IEnumerable<string> Problems(Questionnaire questionnaire) =>
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

    private static IEnumerable<string> BreakdownPoints(IReadOnlyList<BreakdownPoint> points)
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
                yield return $"{place}.code: '{point.Code}' is reserved; choose another name for this step";
            }
            if (point.Standard is { Target: not (>= 1 and <= 5) })
            {
                yield return $"{place}.standard.target: must be between 1 and 5";
            }
        }
    }

    private static IEnumerable<string> QuestionProblems(Questionnaire questionnaire, Question question, string place, int index) =>
        [
            .. Code(place + ".key", question.Key),
            .. Kind(question, place),
            .. Options(question, place),
            .. When(questionnaire, question, place, index),
        ];

    private static IEnumerable<string> Kind(Question question, string place)
    {
        if (question.Kind == QuestionKind.Rating && !IsOverall(question))
        {
            yield return $"{place}.kind: a rating is the question 'overall' or belongs to a breakdown point";
        }
        if (question.Kind != QuestionKind.Rating && question.Scale != RatingScale.Quality)
        {
            yield return $"{place}.scale: only for the kind rating";
        }
    }

    private static IEnumerable<string> Options(Question question, string place)
    {
        var chosen = question.Kind.Definition().HasOptions;
        var options = question.Options ?? [];
        if (!chosen && question.Options is not null)
        {
            yield return $"{place}.options: only for the kinds choice and choices";
        }
        if (chosen && options.Count is < 1 or > MostOptions)
        {
            yield return $"{place}.options: must be 1 to {MostOptions}";
        }
        var problems = options
            .SelectMany((option, index) => Code($"{place}.options[{index}].code", option.Code))
            .Concat(Repeated(options.Select((option, index) => ($"{place}.options[{index}].code", option.Code))));
        foreach (var problem in problems)
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> When(Questionnaire questionnaire, Question question, string place, int index)
    {
        if (question.When is not { } condition)
        {
            yield break;
        }
        if (condition.AtMost is < 1 or > 5)
        {
            yield return $"{place}.when.atMost: must be a rating, 1 to 5";
        }
        var ratings = questionnaire
            .BreakdownPoints.Select(point => point.Code)
            .Concat(
                questionnaire.Questions.Take(index).Where(earlier => earlier.Kind == QuestionKind.Rating).Select(earlier => earlier.Key)
            );
        if (!ratings.Contains(condition.Question))
        {
            yield return $"{place}.when.question: '{Codes.Shorten(condition.Question)}' is neither a breakdown point nor an earlier rating";
        }
    }

    private static IEnumerable<string> Overall(Questionnaire questionnaire)
    {
        var index = questionnaire.Questions.ToList().FindIndex(IsOverall);
        if (index < 0)
        {
            yield return "questions: the question 'overall' of kind rating is missing";
            yield break;
        }
        if (questionnaire.Questions[index].Kind != QuestionKind.Rating)
        {
            yield return $"questions[{index}].kind: 'overall' must be a rating";
        }
        if (questionnaire.Questions[index].When is not null)
        {
            yield return $"questions[{index}].when: 'overall' is always asked";
        }
    }

    private static bool IsOverall(Question question) => question.Key == Item.Overall;

    private static IEnumerable<string> Code(string place, string code) => Codes.Problem(code) is { } problem ? [$"{place}: {problem}"] : [];

    private static IEnumerable<string> Repeated(IEnumerable<(string Place, string Key)> keys) =>
        keys.GroupBy(key => key.Key, StringComparer.OrdinalIgnoreCase)
            .SelectMany(group =>
                group.Skip(1).Select(again => $"{again.Place}: '{again.Key}' is the name of {group.First().Place} already")
            );
}
