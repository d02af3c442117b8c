namespace Survey.Reports.Scoring;

/// <summary>The share of ratings 4 and 5.</summary>
public static class Favourable
{
    public const int From = 4;

    /// <summary>0 to 1, weighted by stratum.</summary>
    public static double Of(Strata strata) => strata.Weighted(part => part.Answers.AtLeast(From) / (double)part.N);

    /// <summary>
    /// Wilson's interval with the effective sample size: n (N - 1) / (N - n) within a stratum under the condition of rule D2,
    /// 1 / sum(W^2 / n) over strata (Kish 1965, Survey Sampling, 11.7).
    /// </summary>
    /// <returns>Null for a census.</returns>
    public static Interval? IntervalOf(Strata strata)
    {
        if (strata.N == 0 || strata.IsCensus)
        {
            return null;
        }
        var size = 1 / strata.Weighted(part => 1 / part.EffectiveSize, power: 2);
        return Wilson.IntervalOf(Of(strata), size / (strata.Widening * strata.Widening));
    }
}
