namespace Survey.Reports.Scoring;

/// <summary>Answers to one item before blurring; the heaviest counts as one. Only <see cref="CellBlur"/> takes them.</summary>
/// <param name="N">1 / the largest weight of one answer: the number of answers if all have the same weight.</param>
/// <param name="Size">The effective sample size: (sum of weights)^2 / sum of squared weights (Kish 1965, Survey Sampling, 11.7).</param>
public sealed record WeightedAnswers(int Lowest, IReadOnlyList<double> Counts, double N, double Size, int People)
{
    private const double SameWeight = 1e-6;

    public bool IsUnweighted => AreUnweighted(Size, N);

    internal static bool AreUnweighted(double size, double n) => Math.Abs(size - n) < SameWeight;

    public static WeightedAnswers Of(Histogram answers) =>
        new(answers.Lowest, [.. answers.Counts.Select(count => (double)count)], answers.N, answers.N, answers.N);

    /// <param name="people">How many chose at least one option.</param>
    public static WeightedAnswers OfChoices(Histogram chosen, int people) => Of(chosen) with { N = people, Size = people, People = people };

    /// <summary>At least one stratum, each with the number of people it stands for. Strata without answers are left out.</summary>
    public static WeightedAnswers Together(IReadOnlyCollection<(WeightedAnswers Answers, double Weight)> strata)
    {
        var filled = strata.Where(row => row.Answers.People > 0 && row.Weight > 0).ToList();
        if (filled.Count < 2)
        {
            return filled.Count == 1 ? filled[0].Answers : strata.First().Answers;
        }
        var heaviest = filled.Max(row => row.Weight / row.Answers.N);
        var parts = filled.Select(row => (row.Answers, Weight: row.Weight / row.Answers.N / heaviest)).ToList();
        var counts = parts[0].Answers.Counts.Select((_, step) => parts.Sum(row => row.Answers.Counts[step] * row.Weight));
        var all = parts.Sum(row => row.Answers.N * row.Weight);
        var squares = parts.Sum(row => row.Answers.N * row.Answers.N / row.Answers.Size * row.Weight * row.Weight);
        return new(parts[0].Answers.Lowest, [.. counts], all, all * all / squares, parts.Sum(row => row.Answers.People));
    }
}
