using Survey.Db.Languages;

namespace Survey.Db.Questionnaires;

/// <summary>Changes of one step or question, from which another version results. <see cref="JourneyFile"/> checks its rules.</summary>
public static class QuestionnaireEdits
{
    /// <param name="step">Takes the place of the step with its code, or comes last.</param>
    public static Questionnaire WithStep(this Questionnaire questionnaire, BreakdownPoint step) =>
        questionnaire.With([.. Placed(questionnaire.BreakdownPoints, step, one => one.Code == step.Code)]);

    /// <exception cref="RefusedException">A question is asked after a low rating of the step.</exception>
    public static Questionnaire WithoutStep(this Questionnaire questionnaire, string code)
    {
        var followUp = questionnaire.Questions.FirstOrDefault(question => question.When?.Question == code);
        return followUp is null
            ? questionnaire.With([.. questionnaire.BreakdownPoints.Where(step => step.Code != code)])
            : throw new RefusedException(new Sentence("problems.journey.stepUsed", followUp.Text));
    }

    public static Questionnaire WithStepMoved(this Questionnaire questionnaire, string code, int by) =>
        questionnaire.With(Moved(questionnaire.BreakdownPoints, step => step.Code == code, by));

    /// <param name="question">Takes the place of the question with its key, or comes last.</param>
    public static Questionnaire WithQuestion(this Questionnaire questionnaire, Question question) =>
        questionnaire with
        {
            Questions = [.. Placed(questionnaire.Questions, question, one => one.Key == question.Key)],
        };

    public static Questionnaire WithoutQuestion(this Questionnaire questionnaire, string key) =>
        questionnaire with
        {
            Questions = [.. questionnaire.Questions.Where(question => question.Key != key)],
        };

    public static Questionnaire WithQuestionMoved(this Questionnaire questionnaire, string key, int by) =>
        questionnaire with
        {
            Questions = Moved(questionnaire.Questions, question => question.Key == key, by),
        };

    public static Questionnaire WithOptionMoved(this Questionnaire questionnaire, string key, string option, int by) =>
        questionnaire with
        {
            Questions =
            [
                .. questionnaire.Questions.Select(question =>
                    question.Key == key && question.Options is { } options
                        ? question with
                        {
                            Options = Moved(options, one => one.Code == option, by),
                        }
                        : question
                ),
            ],
        };

    /// <summary>Its options are all steps, in their order.</summary>
    public static bool HasStepsAsOptions(this Questionnaire questionnaire, Question question) =>
        question.Options is { Count: > 0 } options
        && questionnaire.BreakdownPoints.Select(step => step.Code).ToHashSet().SetEquals(options.Select(option => option.Code));

    /// <summary>A question whose options are steps goes on to have all steps as its options.</summary>
    private static Questionnaire With(this Questionnaire questionnaire, IReadOnlyList<BreakdownPoint> steps) =>
        questionnaire with
        {
            BreakdownPoints = steps,
            Questions =
            [
                .. questionnaire.Questions.Select(question =>
                    questionnaire.HasStepsAsOptions(question) ? question with { Options = [.. steps.Select(StepOption)] } : question
                ),
            ],
        };

    internal static Option StepOption(BreakdownPoint step) => new() { Code = step.Code, Text = step.Name };

    private static IEnumerable<T> Placed<T>(IReadOnlyList<T> all, T item, Func<T, bool> isSame) =>
        all.Any(isSame) ? all.Select(one => isSame(one) ? item : one) : all.Append(item);

    private static List<T> Moved<T>(IReadOnlyList<T> all, Func<T, bool> isMoved, int by)
    {
        var moved = all.ToList();
        var from = moved.FindIndex(one => isMoved(one));
        var to = from + by;
        if (from >= 0 && to >= 0 && to < moved.Count)
        {
            (moved[from], moved[to]) = (moved[to], moved[from]);
        }
        return moved;
    }
}
