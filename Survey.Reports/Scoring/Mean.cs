using MathNet.Numerics.Distributions;

namespace Survey.Reports.Scoring;

/// <summary>A mean of answers on a scale.</summary>
public static class Mean
{
    /// <summary>Weighted by stratum (Cochran 1977, 5.1); of one stratum the plain mean.</summary>
    public static double Of(Strata strata) => strata.Weighted(part => part.Mean);

    /// <summary>
    /// Student's t: mean +- t(97.5 %) s sqrt((1 - n/N) / n); over strata the variance of Cochran 1977 (5.12)
    /// with the degrees of freedom of Satterthwaite 1946 (Cochran 5.16).
    /// </summary>
    /// <returns>Null for a census, when all answers are equal, and when no spread can be estimated.</returns>
    public static Interval? IntervalOf(Strata strata)
    {
        if (strata.N < 2 || strata.IsCensus)
        {
            return null;
        }
        var (told, rest) = (strata.Told, strata.Rest);
        var terms = told.Parts.Select((part, index) => Term(part, told.Weights[index] * (1 - (rest?.Weight ?? 0)))).ToList();
        var variance = terms.Sum(term => term.Variance) + (rest?.Variance ?? 0);
        return variance > 0 ? Interval.Around(Of(strata), Quantile(variance, terms) * Math.Sqrt(variance) * strata.Widening) : null;
    }

    private static (double Variance, double Freedom) Term(Stratum part, double weight) =>
        (weight * weight * part.Answers.Variance * part.VarianceFactor / part.N, part.N - 1);

    /// <summary>What is added for answers whose spread is not told is no estimate: it takes no degrees of freedom.</summary>
    private static double Quantile(double variance, List<(double Variance, double Freedom)> terms)
    {
        var spread = terms.Sum(term => term.Variance * term.Variance / term.Freedom);
        return spread > 0 ? StudentT.InvCDF(0, 1, variance * variance / spread, 0.975) : Interval.Z;
    }
}
