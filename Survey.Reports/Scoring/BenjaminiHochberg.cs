namespace Survey.Reports.Scoring;

/// <summary>Controls the false discovery rate of several comparisons (Benjamini and Hochberg 1995, JRSS B 57:289).</summary>
public static class BenjaminiHochberg
{
    /// <summary>The accepted false discovery rate.</summary>
    public const double Rate = 0.05;

    /// <summary>Adjusted p values in the given order: min over larger p of p m / rank. At most <see cref="Rate"/>: a discovery.</summary>
    public static double[] Adjust(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        var least = 1.0;
        foreach (
            var (index, rank) in Enumerable
                .Range(0, p.Count)
                .OrderByDescending(index => p[index])
                .Select((index, above) => (index, p.Count - above))
        )
        {
            least = Math.Min(least, p[index] * (p.Count / (double)rank));
            adjusted[index] = least;
        }
        return adjusted;
    }
}
