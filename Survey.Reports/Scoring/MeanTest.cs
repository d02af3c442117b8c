using MathNet.Numerics.Distributions;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Scoring;

/// <summary>
/// Whether a mean differs from an earlier one, or from a target. Below ten answers on either side exactly, otherwise by Student's t;
/// without a finite population correction, because the question is whether the service differs and not whether these people do.
/// </summary>
/// <param name="P">Two-sided, above 0 and at most 1.</param>
/// <param name="Difference">The mean less the other one.</param>
/// <param name="Freedom">Degrees of freedom of the t distribution; null for an exact test.</param>
/// <param name="Interval">95 % interval of the difference; null for an exact test.</param>
public readonly record struct MeanTest(double P, double Difference, double? Freedom, Interval? Interval)
{
    /// <param name="answers">At least one.</param>
    /// <param name="earlier">At least one, on the same scale.</param>
    public static MeanTest Of(Histogram answers, Histogram earlier) =>
        Math.Min(answers.N, earlier.N) < SmallGroup.Exact ? Exact(PermutationTest.Of(answers, earlier), answers.Mean - earlier.Mean)
        : answers.AllEqual && earlier.AllEqual ? Exact(PermutationTest.OfConstants(answers, earlier), answers.Mean - earlier.Mean)
        : Welch(answers, earlier);

    /// <param name="answers">At least one.</param>
    public static MeanTest Of(Histogram answers, double target) =>
        answers.N < SmallGroup.Exact ? Exact(SignFlipTest.Of(answers, target), answers.Mean - target)
        : answers.AllEqual ? Exact(SignFlipTest.OfConstant(answers, target), answers.Mean - target)
        : OneSample(answers, target);

    /// <summary>Welch 1947, Biometrika 34:28, with the degrees of freedom of Satterthwaite 1946. At most one side may be without spread.</summary>
    internal static MeanTest Welch(Histogram answers, Histogram earlier)
    {
        double first = answers.Variance / answers.N, second = earlier.Variance / earlier.N, both = first + second;
        var freedom = both * both / (first * first / (answers.N - 1) + second * second / (earlier.N - 1));
        return Student(answers.Mean - earlier.Mean, Math.Sqrt(both), freedom);
    }

    /// <summary>Student 1908, Biometrika 6:1.</summary>
    internal static MeanTest OneSample(Histogram answers, double target) =>
        Student(answers.Mean - target, Math.Sqrt(answers.Variance / answers.N), answers.N - 1);

    private static MeanTest Student(double difference, double error, double freedom)
    {
        var p = 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(difference / error));
        var half = error * StudentT.InvCDF(0, 1, freedom, 0.975);
        return new(Probability(p), difference, freedom, Scoring.Interval.Around(difference, half));
    }

    private static MeanTest Exact(double p, double difference) => new(Probability(p), difference, null, null);

    /// <summary>A probability too small for a double is still above 0, and sums of weights may end a last digit above 1.</summary>
    private static double Probability(double p) => Math.Clamp(p, double.Epsilon, 1);
}
