namespace Survey.Reports.Scoring;

/// <summary>The score interval of a share (Wilson 1927, JASA 22:209; Newcombe 1998, Statistics in Medicine 17:857, method 3).</summary>
public static class Wilson
{
    /// <param name="n">The (effective) sample size, above 0; may be fractional.</param>
    public static Interval IntervalOf(double share, double n, double z = Interval.Z)
    {
        var z2 = z * z;
        var middle = (share + z2 / (2 * n)) / (1 + z2 / n);
        var half = z / (1 + z2 / n) * Math.Sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        return Interval.Around(middle, half).Within(0, 1);
    }
}
