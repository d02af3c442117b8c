namespace Survey.Reports.Scoring;

/// <summary>Some people's answers, and how many each of them stands for.</summary>
public readonly record struct Weighed(Histogram Answers, double Weight);

/// <summary>
/// Answers of groups that were asked at different rates, as they would be had all been asked at the same (Cochran 1977, 5.1).
/// Nothing but the weighted counts goes on from here: beside the plain ones they would let two hidden groups be computed.
/// </summary>
public static class Weighting
{
    /// <summary>Rates as near as this are the same: a few people who are away or leave make no other design.</summary>
    private const double SameRate = 1.25;

    /// <param name="groups">Invited people and the customers they stand for; null: unknown.</param>
    /// <returns>True when one group's chance to be asked was clearly larger than another's.</returns>
    public static bool IsNeeded(IReadOnlyCollection<(int? Invited, int? Customers)> groups)
    {
        if (groups.Count < 2 || groups.Any(group => group is not { Invited: > 0, Customers: > 0 }))
        {
            return false;
        }
        var rates = groups.Select(group => group.Invited!.Value / (double)group.Customers!.Value).ToList();
        return rates.Max() > rates.Min() * SameRate;
    }

    /// <returns>As many answers as were given, spread over the values as the weights tell, in whole numbers (largest remainders).</returns>
    public static Histogram Together(IReadOnlyCollection<Weighed> groups)
    {
        var plain = Histogram.Together([.. groups.Select(group => group.Answers)]);
        var weights = groups.Sum(group => group.Weight * group.Answers.N);
        if (plain.N == 0)
        {
            return plain;
        }
        var exact = plain.Counts.Select((_, step) =>
            plain.N * groups.Sum(group => group.Weight * group.Answers.Counts[step]) / weights).ToArray();
        return Spread(plain, exact, plain.N);
    }

    /// <summary>Whole numbers near <paramref name="exact"/> that add up to <paramref name="total"/>: the largest remainders are rounded up.</summary>
    private static Histogram Spread(Histogram scale, double[] exact, int total)
    {
        var counts = exact.Select(count => (int)Math.Floor(count + 1e-9)).ToArray();
        foreach (var step in Enumerable.Range(0, counts.Length).OrderByDescending(step => exact[step] - counts[step]).ThenBy(step => step).Take(total - counts.Sum()))
        {
            counts[step]++;
        }
        return new Histogram(scale.Lowest, counts);
    }

    /// <summary>As many answers, spread alike, as tell as much with equal chances: what a test may count on.</summary>
    public static Histogram Thinned(Stratum stratum) =>
        stratum.DesignEffect <= 1 ? stratum.Answers
        : Spread(stratum.Answers, [.. stratum.Answers.Counts.Select(count => count / stratum.DesignEffect)], (int)Math.Max(1, stratum.N / stratum.DesignEffect));

    /// <summary>n sum(n w^2) / sum(n w)^2 (Kish 1965, Survey Sampling, 11.7).</summary>
    public static double DesignEffect(IReadOnlyCollection<Weighed> groups)
    {
        var weights = groups.Sum(group => group.Answers.N * group.Weight);
        return weights == 0 ? 1
            : groups.Sum(group => group.Answers.N) * groups.Sum(group => group.Answers.N * group.Weight * group.Weight) / (weights * weights);
    }
}
