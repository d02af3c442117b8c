namespace Survey.Reports.Scoring;

/// <summary>
/// The exact two-sample permutation test on the absolute difference of means (Fisher 1935, The Design of Experiments, 21; Pitman 1937): of
/// all divisions into groups of these sizes, the share that differ at least as much.
/// </summary>
public static class PermutationTest
{
    /// <summary>Enumerates the smaller side, so it should be under ten answers. Integers, so that equal differences are equal.</summary>
    public static double Of(Histogram one, Histogram other)
    {
        var small = one.N <= other.N ? one : other;
        var pool = Histogram.Together([one, other]);
        var observed = Distance(small.Sum);
        var all = Combinations.Log(pool.N, small.N);
        return AsFar(0, small.N, 0, 0);

        // The difference of the means times both sizes: N s - n S.
        long Distance(long sum) => Math.Abs(pool.N * sum - small.N * pool.Sum);

        double AsFar(int step, int left, long sum, double logWeight)
        {
            if (step == pool.Counts.Count)
            {
                return left == 0 && Distance(sum) >= observed ? Math.Exp(logWeight - all) : 0;
            }
            var total = 0.0;
            for (var take = 0; take <= Math.Min(pool.Counts[step], left); take++)
            {
                total += AsFar(
                    step + 1,
                    left - take,
                    sum + take * (pool.Lowest + step),
                    logWeight + Combinations.Log(pool.Counts[step], take)
                );
            }
            return total;
        }
    }

    /// <summary>The smallest p that so many answers can have.</summary>
    internal static double Smallest(int one, int other) =>
        (one == other ? 2 : 1) * Math.Exp(-Combinations.Log(one + other, Math.Min(one, other)));
}
