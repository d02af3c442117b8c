using MathNet.Numerics.Distributions;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Scoring;

/// <summary>A mean of answers on a scale.</summary>
public static class Mean
{
    /// <summary>
    /// Student's t with n - 1 degrees of freedom: mean +- t(97.5 %) sqrt(s^2 / n f + v), where n is the effective size, f the finite
    /// population correction times the square of the widening, and v the variance of the moves.
    /// </summary>
    /// <param name="widening">Because one person may have answered several times; at least 1.</param>
    public static Interval IntervalOf(BlurredCell answers, double varianceFactor, double widening = 1)
    {
        var variance = answers.Variance / answers.Size * varianceFactor * widening * widening + answers.NoiseOfMean();
        return Interval
            .Around(answers.Mean, StudentT.InvCDF(0, 1, DegreesOfFreedom(answers), 0.975) * Math.Sqrt(variance))
            .Within(answers.Lowest, answers.Highest);
    }

    /// <summary>Degrees of freedom of the variance.</summary>
    internal static double DegreesOfFreedom(BlurredCell answers) => Math.Max(1, answers.Size - 1);
}
