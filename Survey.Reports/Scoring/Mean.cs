using MathNet.Numerics.Distributions;

namespace Survey.Reports.Scoring;

/// <summary>A mean of answers on a scale.</summary>
public static class Mean
{
    /// <summary>Weighted by stratum (Cochran 1977, 5.1); of one stratum the plain mean.</summary>
    public static double Of(Strata strata) => strata.Weighted(part => part.Answers.Mean);

    /// <summary>
    /// Student's t: mean +- t(97.5 %) s sqrt((1 - n/N) / n); over strata the variance of Cochran 1977 (5.12)
    /// with the degrees of freedom of Satterthwaite 1946 (Cochran 5.16).
    /// </summary>
    /// <returns>Null for a census, when all answers are equal, and when no spread can be estimated.</returns>
    public static Interval? IntervalOf(Strata strata)
    {
        if (strata.N < 2 || strata.IsCensus || strata.Together is not { AllEqual: false } together)
        {
            return null;
        }
        var terms = strata.Parts.Select((part, index) => Term(part, strata.Weights[index], together)).ToList();
        var variance = terms.Sum(term => term.Variance);
        if (variance <= 0)
        {
            return null;
        }
        var freedom = variance * variance / terms.Sum(term => term.Variance * term.Variance / term.Freedom);
        var quantile = StudentT.InvCDF(0, 1, freedom, 0.975);
        return Interval.Around(Of(strata), quantile * Math.Sqrt(variance) * strata.Widening);
    }

    /// <summary>A relationship with a single answer shows no spread of its own and borrows that of all answers together.</summary>
    private static (double Variance, double Freedom) Term(Stratum part, double weight, Histogram together)
    {
        var source = part.N > 1 ? part.Answers : together;
        return (weight * weight * source.Variance * part.VarianceFactor / part.N, source.N - 1);
    }
}
