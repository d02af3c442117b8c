namespace Survey.Reports.Scoring;

/// <summary>
/// The relationships of a roll-up whose distributions nobody may see, as one. Their spread must not enter its interval: beside the spreads that
/// may be seen it could be computed, and a spread of nothing, or as large as can be, tells the answers. They count with the largest spread that
/// their mean admits of, which follows from what is published (collapsed strata: Cochran 1977, 5A.12; Bhatia and Davis 2000, The American
/// Mathematical Monthly 107:353).
/// </summary>
/// <param name="Weight">Above 0, at most 1.</param>
/// <param name="N">Answers; the fewest that it may be where small groups are among them.</param>
public sealed record Untold(double Weight, double Mean, int N, int Lowest, int Highest)
{
    /// <summary>Of the mean of the whole.</summary>
    public double Variance => Weight * Weight * (Highest - Mean) * (Mean - Lowest) / N;

    /// <returns>Null when all are seen.</returns>
    internal static Untold? Of(IReadOnlyList<(Stratum Part, bool IsSeen, double Size)> parts)
    {
        var rest = parts.Where(row => !row.IsSeen).ToList();
        if (rest.Count == 0)
        {
            return null;
        }
        var (size, scale) = (rest.Sum(row => row.Size), rest[0].Part.Answers);
        return new(
            size / parts.Sum(row => row.Size), rest.Sum(row => row.Size * row.Part.Mean) / size, rest.Sum(row => row.Part.Fewest),
            scale.Lowest, scale.Lowest + scale.Counts.Count - 1);
    }
}
