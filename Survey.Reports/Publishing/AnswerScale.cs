using Survey.Db.Questionnaires;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

internal sealed record AnswerScale(FigureKind FigureKind, int Lowest, int Values)
{
    public static readonly AnswerScale TimeLost = new(FigureKind.TimeLost, 0, 5);

    public int Highest => Lowest + Values - 1;

    /// <summary>Boundaries, from 0, next to the cuts of low, middle and high: detractors and promoters, else 3/8 and 5/8.</summary>
    public (int Lower, int Upper) Cuts =>
        FigureKind == FigureKind.Recommendation ? (6, 8) : (3 * (Values - 1) / 8, Values - 2 - 3 * (Values - 1) / 8);

    public static AnswerScale Of(QuestionKind kind, int options) =>
        kind.Definition() switch
        {
            { Figure: null } => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Texts are not counted."),
            { Figure: { } figure, Range: var (lowest, highest) } => new(figure, lowest, highest - lowest + 1),
            { Figure: { } figure } => new(figure, 0, options),
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
