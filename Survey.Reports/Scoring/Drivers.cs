namespace Survey.Reports.Scoring;

/// <param name="Share">Of the overall rating's variance, 0 to 1; those of all steps add up to R².</param>
/// <param name="Interval">95 %, by bootstrap.</param>
public readonly record struct Driver(double Share, Interval Interval);

/// <summary>
/// Which steps the overall rating goes along with, and how sure that is.
/// An association: it does not say that mending the step lifts the overall rating.
/// </summary>
public static class Drivers
{
    internal const int Resamples = 500;

    /// <summary>How many people must have rated everything: 30, or 10 per step.</summary>
    public static int Least(int steps) => Math.Max(30, 10 * steps);

    /// <param name="journeys">With the same number of steps each, from 2 to 12.</param>
    /// <param name="seed">The same seed gives the same intervals.</param>
    /// <returns>By step; null with too few people, or when all overall ratings are equal.</returns>
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

    /// <returns>Null when all overall ratings are equal.</returns>
    internal static double[]? Shares(IReadOnlyList<RatedJourney> journeys) =>
        new SharedVariance(journeys).Of([.. journeys.Select(journey => journey.People)]);

    private static double[][] Resampled(IReadOnlyList<RatedJourney> journeys, int seed, int steps)
    {
        var variance = new SharedVariance(journeys);
        var people = new Resample(journeys, seed);
        return [.. Enumerable.Range(0, Resamples).Select(_ => variance.Of(people.Draw()) ?? new double[steps])];
    }

    private static Interval Percentiles(double[] ordered) => new(Quantile(ordered, 0.025), Quantile(ordered, 0.975));

    /// <summary>Between neighbours on a straight line (Hyndman and Fan 1996, The American Statistician 50:361, type 7).</summary>
    private static double Quantile(double[] ordered, double probability)
    {
        var place = probability * (ordered.Length - 1);
        var below = (int)place;
        return ordered[below] + (place - below) * (ordered[Math.Min(below + 1, ordered.Length - 1)] - ordered[below]);
    }
}
