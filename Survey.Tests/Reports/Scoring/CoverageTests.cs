using Survey.Db.Waves.Sampling;
using Survey.Reports.Scoring;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Scoring;

/// <summary>What a 95 % interval promises, tried out: of as many people as the planner asks, all answering, drawn over and over.</summary>
public sealed class CoverageTests
{
    private const double Precision = 0.30;
    private const int Draws = 20_000;

    /// <summary>How likely each rating from 1 to 5 is: most services, one that splits people, one nearly everybody likes.</summary>
    private static readonly double[][] Shapes =
    [
        [0.05, 0.10, 0.20, 0.40, 0.25],
        [0.25, 0.20, 0.10, 0.20, 0.25],
        [0.02, 0.03, 0.15, 0.40, 0.40],
    ];

    [TestCase(12, 0)]
    [TestCase(12, 2)]
    [TestCase(40, 0)]
    [TestCase(40, 1)]
    [TestCase(40, 2)]
    [TestCase(150, 0)]
    [TestCase(150, 1)]
    [TestCase(150, 2)]
    [TestCase(1000, 0)]
    [TestCase(1000, 1)]
    [TestCase(1000, 2)]
    public void The_interval_of_a_mean_covers_the_mean_of_all_customers_in_95_of_100_draws_or_more(int customers, int shape)
    {
        var chance = new Random(20_260_000 + customers + shape);
        var asked = SampleSize.AnswersFor(Precision, Spread(Shapes[shape]), customers, isCorrected: true);
        var covered = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var everybody = Enumerable.Range(0, customers).Select(_ => Rating(Shapes[shape], chance.NextDouble())).ToArray();
            chance.Shuffle(everybody);
            var given = Count(everybody.Take(asked));
            var answers = SampleFigures.Unblurred(1, Moved(given, chance));
            var interval = Mean.IntervalOf(answers, new FinitePopulation(customers, asked, asked, 0).VarianceFactor(asked));
            var truth = everybody.Average();
            covered += interval.Low <= truth && truth <= interval.High ? 1 : 0;
        }
        TestContext.Out.WriteLine($"{customers} customers, {asked} asked: {covered * 100.0 / Draws:F2} %");
        Assert.That(covered / (double)Draws, Is.InRange(0.93, 0.99));
    }

    private static double Spread(double[] shape)
    {
        var mean = shape.Select((share, step) => share * (step + 1)).Sum();
        return Math.Sqrt(shape.Select((share, step) => share * Math.Pow(step + 1 - mean, 2)).Sum());
    }

    private static int Rating(double[] shape, double place)
    {
        var rating = 1;
        for (var below = shape[0]; rating < 5 && place >= below; below += shape[rating - 1])
        {
            rating++;
        }
        return rating;
    }

    /// <summary>An item's moves and those of two layers with rare ends at each boundary, as rule A6 has them.</summary>
    private static int[] Moved(int[] counts, Random chance)
    {
        var moved = counts.ToArray();
        for (var boundary = 0; boundary < 4; boundary++)
        {
            var move = chance.Next(-1, 2) + Thin(chance) + Thin(chance);
            (moved[boundary], moved[boundary + 1]) = (moved[boundary] - move, moved[boundary + 1] + move);
        }
        return moved;
    }

    private static int Thin(Random chance) =>
        chance.Next(63) switch
        {
            0 => -3,
            < 3 => -2,
            < 18 => -1,
            < 45 => 0,
            < 60 => 1,
            < 62 => 2,
            _ => 3,
        };

    private static int[] Count(IEnumerable<int> ratings)
    {
        var counts = new int[5];
        foreach (var rating in ratings)
        {
            counts[rating - 1]++;
        }
        return counts;
    }
}
