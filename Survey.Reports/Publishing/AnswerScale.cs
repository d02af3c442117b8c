using Survey.Db.Questionnaires;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

internal sealed record AnswerScale(string FigureKind, int Lowest, int Values)
{
    public static readonly AnswerScale TimeLost = new("time_lost", 0, 5);

    public int Highest => Lowest + Values - 1;

    /// <summary>Boundaries, from 0, next to the cuts of low, middle and high: detractors and promoters, else 3/8 and 5/8.</summary>
    public (int Lower, int Upper) Cuts =>
        FigureKind == "recommendation" ? (6, 8) : (3 * (Values - 1) / 8, Values - 2 - 3 * (Values - 1) / 8);

    public static AnswerScale Of(QuestionKind kind, int options) =>
        kind switch
        {
            QuestionKind.Rating => new("rating", 1, 5),
            QuestionKind.Recommendation => new("recommendation", 0, 11),
            QuestionKind.Effort => new("effort", 1, 7),
            QuestionKind.Choice or QuestionKind.Choices => new("choice", 0, options),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Texts are not counted."),
        };

    public Histogram Count(IEnumerable<(int Value, int Count)> answers)
    {
        var counts = new int[Values];
        foreach (var (value, count) in answers.Where(answer => answer.Value >= Lowest && answer.Value <= Highest))
        {
            counts[value - Lowest] += count;
        }
        return new Histogram(Lowest, counts);
    }

    /// <summary>Several choices are stored as the sum of 2^position: one answer counts for each of its options.</summary>
    public Histogram CountChoices(IEnumerable<(int Value, int Count)> answers) =>
        Count(
            answers.SelectMany(answer =>
                Enumerable.Range(0, Values).Where(option => (answer.Value & (1 << option)) != 0).Select(option => (option, answer.Count))
            )
        );
}
