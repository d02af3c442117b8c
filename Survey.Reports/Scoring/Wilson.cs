namespace Survey.Reports.Scoring;

/// <summary>The score interval of a share (Wilson 1927, JASA 22:209; Newcombe 1998, Statistics in Medicine 17:857, method 3).</summary>
public static class Wilson
{
    /// <param name="share">0 to 1.</param>
    /// <param name="n">The (effective) sample size, above 0; need not be whole.</param>
    public static Interval IntervalOf(double share, double n)
    {
        const double Z2 = Interval.Z * Interval.Z;
        var middle = (share + Z2 / (2 * n)) / (1 + Z2 / n);
        var half = Interval.Z / (1 + Z2 / n) * Math.Sqrt(share * (1 - share) / n + Z2 / (4 * n * n));
        return Interval.Around(middle, half).Within(0, 1);
    }
}
