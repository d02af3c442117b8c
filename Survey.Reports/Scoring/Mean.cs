using MathNet.Numerics.Distributions;

namespace Survey.Reports.Scoring;

public static class Mean
{
    /// <summary>
    /// Student's t with n - 1 degrees of freedom: mean +- t(97.5 %) sqrt(s^2 / n f + v). n: effective size. f: finite population correction
    /// times the square of the widening. v: variance of the blurring.
    /// </summary>
    /// <param name="widening">At least 1, because one person may have answered several times.</param>
    public static Interval IntervalOf(BlurredCell answers, double varianceFactor, double widening = 1)
    {
        var variance = answers.Variance / answers.Size * varianceFactor * widening * widening + answers.NoiseOfMean();
        return Interval
            .Around(answers.Mean, StudentT.InvCDF(0, 1, DegreesOfFreedom(answers), 0.975) * Math.Sqrt(variance))
            .Within(answers.Lowest, answers.Highest);
    }

    internal static double DegreesOfFreedom(BlurredCell answers) => Math.Max(1, answers.Size - 1);
}
