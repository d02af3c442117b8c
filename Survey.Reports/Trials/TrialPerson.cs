using Survey.Db.Questionnaires;
using Survey.Db.Waves.Sampling;

namespace Survey.Reports.Trials;

/// <summary>Answers one after another, each as another made-up person would. The seed is fixed.</summary>
internal sealed class TrialPerson
{
    private const int Seed = 5;
    private const double StepApplies = 0.97;

    private readonly Random _random = new(Seed);

    public bool Does(double probability) => _random.NextDouble() < probability;

    /// <summary>In the order of the questionnaire's items; null: not answered. Time lost from 0 to 4.</summary>
    public (int?[] Answers, int TimeLost) Answer(Questionnaire questionnaire, long relationship)
    {
        var leniency = Noise() / 2;
        var steps = questionnaire
            .BreakdownPoints.Index()
            .ToDictionary(
                step => step.Item.Code,
                step => Does(StepApplies) ? Rating(Middle(relationship, step.Index) + leniency) : Item.DoesNotApply
            );
        var rated = steps.Values.Where(rating => rating > 0).DefaultIfEmpty(3).ToList();
        var overall = Rating((rated.Average() + rated.Min()) / 2 + 0.2);
        int?[] answers =
        [
            .. questionnaire.Items.Select(item =>
                item.IsBreakdownPoint ? steps[item.Key]
                : item.Key == Item.Overall ? overall
                : Other(questionnaire.Questions.First(question => question.Key == item.Key), steps, overall)
            ),
        ];
        return (answers, Math.Clamp(5 - overall - _random.Next(2), 0, 4));
    }

    private int? Other(Question question, Dictionary<string, int> steps, int overall)
    {
        if (question.When is { } when && steps.GetValueOrDefault(when.Question) is var rating && (rating < 1 || rating > when.AtMost))
        {
            return null;
        }
        return question.Kind switch
        {
            QuestionKind.Rating => Rating(overall),
            QuestionKind.Effort => Math.Clamp(8 - overall - _random.Next(3), 1, 7),
            QuestionKind.Recommendation => Math.Clamp(2 * overall + _random.Next(3) - 1, 0, 10),
            QuestionKind.Choice => _random.Next(question.Options!.Count),
            QuestionKind.Choices => 1 << _random.Next(question.Options!.Count),
            QuestionKind.Text => null,
        };
    }

    /// <summary>From 2.6 to 4.4: each step of each service has its own.</summary>
    private static double Middle(long relationship, int step) => 2.6 + SeededHash.Of(Seed, relationship, step) % 181 / 100.0;

    private int Rating(double middle) => (int)Math.Clamp(Math.Round(middle + Noise()), 1, 5);

    /// <summary>About normal, standard deviation 0.75.</summary>
    private double Noise() => (_random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 1.5) * 1.5;
}
