namespace Survey.Reports.Scoring;

/// <summary>Share of the overall rating's variance, 0 to 1, with a 95 % bootstrap interval. The shares of all steps add up to R².</summary>
public readonly record struct Driver(double Share, Interval Interval);

/// <summary>Importance of steps for the overall rating. An association: improving a step need not improve the overall rating.</summary>
public static class Drivers
{
    internal const int Resamples = 500;

    /// <summary>Fewest people who rated everything.</summary>
    public static int Least(int steps) => Math.Max(30, 10 * steps);

    /// <param name="journeys">Each with the same number of steps, from 2 to 12.</param>
    /// <param name="seed">The same seed gives the same intervals.</param>
    /// <returns>By step; null: too few people, or all overall ratings are equal.</returns>
    public static IReadOnlyList<Driver>? Of(IReadOnlyList<RatedJourney> journeys, int seed)
    {
        if (
            journeys.Count == 0
            || journeys.Sum(journey => journey.People) < Least(journeys[0].Steps.Count)
            || Shares(journeys) is not { } shares
        )
        {
            return null;
        }
        var resampled = Resampled(journeys, seed, shares.Length);
        return [.. shares.Select((share, step) => new Driver(share, Percentiles([.. resampled.Select(sample => sample[step]).Order()])))];
    }

    /// <summary>Null: all overall ratings are equal.</summary>
    internal static double[]? Shares(IReadOnlyList<RatedJourney> journeys) =>
        new SharedVariance(journeys).Of([.. journeys.Select(journey => journey.People)]);

    private static double[][] Resampled(IReadOnlyList<RatedJourney> journeys, int seed, int steps)
    {
        var variance = new SharedVariance(journeys);
        var people = new Resample(journeys, seed);
        return [.. Enumerable.Range(0, Resamples).Select(_ => variance.Of(people.Draw()) ?? new double[steps])];
    }

    private static Interval Percentiles(double[] ordered) => new(Quantile(ordered, 0.025), Quantile(ordered, 0.975));

    /// <summary>Linear interpolation (Hyndman and Fan 1996, The American Statistician 50:361, type 7).</summary>
    private static double Quantile(double[] ordered, double probability)
    {
        var place = probability * (ordered.Length - 1);
        var below = (int)place;
        return ordered[below] + (place - below) * (ordered[Math.Min(below + 1, ordered.Length - 1)] - ordered[below]);
    }
}
