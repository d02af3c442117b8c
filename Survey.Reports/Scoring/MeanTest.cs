using MathNet.Numerics.Distributions;

namespace Survey.Reports.Scoring;

/// <summary>
/// Tests a mean against another one or a target: exactly under ten answers, else by Student's t with the variance of the blurring. No
/// finite population correction: the question is whether the service differs, not these people.
/// </summary>
/// <param name="P">Two-sided, above 0 and at most 1.</param>
/// <param name="DegreesOfFreedom">Of the t distribution; null for an exact test.</param>
/// <param name="Interval">95 % interval of the difference; null for an exact test.</param>
public readonly record struct MeanTest(double P, double Difference, double? DegreesOfFreedom, Interval? Interval)
{
    /// <param name="sameCell">The other mean is that of the same cell in another wave.</param>
    public static MeanTest Of(BlurredCell answers, BlurredCell other, bool sameCell) =>
        (IsExact(answers) || IsExact(other)) && answers.IsUnweighted && other.IsUnweighted
            ? Exact(PermutationTest.Of(answers.WholeCounts(), other.WholeCounts()), answers.Mean - other.Mean)
            : Welch(answers, other, sameCell);

    public static MeanTest Of(BlurredCell answers, double target) =>
        IsExact(answers)
            ? Exact(SignFlipTest.Of(answers.WholeCounts(), target), answers.Mean - target)
            : Student(answers.Mean - target, VarianceOf(answers, false), Mean.DegreesOfFreedom(answers));

    /// <summary>Exact tests enumerate the answers of a small group, which must have equal weights.</summary>
    private static bool IsExact(BlurredCell answers) => answers.IsInWords && answers.IsUnweighted;

    /// <summary>Welch 1947, Biometrika 34:28, with the degrees of freedom of Satterthwaite 1946, Biometrics Bulletin 2:110.</summary>
    private static MeanTest Welch(BlurredCell answers, BlurredCell other, bool sameCell)
    {
        double first = VarianceOf(answers, sameCell),
            second = VarianceOf(other, sameCell),
            both = first + second;
        var degreesOfFreedom =
            both * both / (first * first / Mean.DegreesOfFreedom(answers) + second * second / Mean.DegreesOfFreedom(other));
        return Student(answers.Mean - other.Mean, both, degreesOfFreedom);
    }

    /// <summary>Never 0.</summary>
    private static double VarianceOf(BlurredCell answers, bool sameCell) => answers.Variance / answers.Size + answers.NoiseOfMean(sameCell);

    /// <summary>Student 1908, Biometrika 6:1.</summary>
    private static MeanTest Student(double difference, double variance, double degreesOfFreedom)
    {
        var error = Math.Sqrt(variance);
        var p = 2 * StudentT.CDF(0, 1, degreesOfFreedom, -Math.Abs(difference / error));
        var half = error * StudentT.InvCDF(0, 1, degreesOfFreedom, 0.975);
        return new(Probability(p), difference, degreesOfFreedom, Scoring.Interval.Around(difference, half));
    }

    private static MeanTest Exact(double p, double difference) => new(Probability(p), difference, null, null);

    /// <summary>p can underflow to 0, and a sum of weights can exceed 1 in its last digit.</summary>
    private static double Probability(double p) => Math.Clamp(p, double.Epsilon, 1);
}
