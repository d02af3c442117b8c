using MathNet.Numerics.Distributions;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Db.Settings;
using Survey.Reports.Disclosure;
using Survey.Reports.Publishing;
using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Made-up answers, and what the product publishes of them.</summary>
internal sealed class Simulated(int seed)
{
    public const int MinimumGroup = 5;

    private static readonly AnswerScale Scale = AnswerScale.Of(QuestionKind.Rating, 0);

    public Random Random { get; } = new(seed);

    public static FigureKey Key(int number)
    {
        var key = new byte[32];
        BitConverter.TryWriteBytes(key, number);
        return new(Convert.ToBase64String(key));
    }

    /// <summary>As in the design's attacks: a service has a mean around 3.6, people differ by about one point.</summary>
    public int[] Rate(int people)
    {
        var mean = Normal.Sample(Random, 3.6, 0.5);
        return [.. Enumerable.Range(0, people).Select(_ => (int)Math.Clamp(Math.Round(Normal.Sample(Random, mean, 1)), 1, 5))];
    }

    public static WeightedAnswers Answers(IEnumerable<int> ratings)
    {
        var counts = new int[5];
        foreach (var rating in ratings)
        {
            counts[rating - 1]++;
        }
        return WeightedAnswers.Of(new Histogram(1, counts));
    }

    /// <summary>What is read from the figure of one item in one wave.</summary>
    public static Reading Published(
        FigureKey key,
        CellName cell,
        string wave,
        string item,
        WeightedAnswers answers,
        int k = MinimumGroup
    ) => Read(new CellBlur(key, wave).Blur(cell, item, answers, Scale.Cuts, k, null));

    /// <summary>The same by rounding alone.</summary>
    public static Reading Rounded(WeightedAnswers answers)
    {
        var shown = ShownCount.OfAnswers(answers.N, MinimumGroup, null);
        return Read(new(1, answers.Counts, answers.N, answers.Size, shown, shown, MinimumGroup));
    }

    public static PublishedFigure Figure(BlurredCell cell) =>
        Figures.Of(
            new(
                new(1, 1, CellKind.Relationship, 1, null, null, null, cell.MinimumGroup, null, null),
                "overall",
                Scale,
                false,
                cell,
                null,
                FinitePopulation.Unknown,
                1,
                false
            )
        );

    private static Reading Read(BlurredCell cell)
    {
        var test = cell.IsInWords ? (MeanTest?)null : MeanTest.Of(cell, Reading.Target);
        var word =
            test is not { } one ? (Verdict?)null
            : one.P > BenjaminiHochberg.Rate ? Verdict.NoChange
            : one.Difference > 0 ? Verdict.Better
            : Verdict.Worse;
        return new(Figure(cell), cell.N, cell.Size, Verdict: word);
    }
}
