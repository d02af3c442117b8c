namespace Survey.Reports.Scoring;

/// <param name="Share">Of the overall rating's variance, 0 to 1; those of all steps add up to R².</param>
/// <param name="Interval">95 %, by bootstrap.</param>
public readonly record struct Driver(double Share, Interval Interval);

/// <summary>
/// Which steps the overall rating goes along with: R² of the regression on all steps, divided among them by averaging over every order
/// in which they could be entered (LMG: Lindeman, Merenda and Gold 1980, p. 119; Grömping 2007, The American Statistician 61:139).
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
        if (journeys.Count == 0 || journeys.Sum(journey => journey.People) < Least(journeys[0].Steps.Count) || Shares(journeys) is not { } shares)
        {
            return null;
        }
        var resampled = Resample(journeys, seed).Select(sample => Shares(sample) ?? new double[shares.Length]).ToList();
        return [.. shares.Select((share, step) => new Driver(share, Percentiles([.. resampled.Select(sample => sample[step]).Order()])))];
    }

    /// <returns>Null when all overall ratings are equal.</returns>
    internal static double[]? Shares(IReadOnlyList<RatedJourney> journeys)
    {
        var steps = journeys[0].Steps.Count;
        if (ExplainedVariance.Of(journeys, steps) is not { } explained)
        {
            return null;
        }
        var weights = Weights(steps);
        var shares = new double[steps];
        for (var entered = 0; entered < explained.Length; entered++)
        {
            var weight = weights[int.PopCount(entered)];
            for (var step = 0; step < steps; step++)
            {
                if ((entered & 1 << step) == 0)
                {
                    shares[step] += weight * (explained[entered | 1 << step] - explained[entered]);
                }
            }
        }
        return shares;
    }

    /// <summary>In how large a part of all orders a given set of so many steps, and no other, comes before a given step.</summary>
    private static double[] Weights(int steps) =>
        [.. Enumerable.Range(0, steps + 1).Select(before => before == steps ? 0 : 1 / (steps * Math.Exp(Combinations.Log(steps - 1, before))))];

    /// <summary>As many people again, drawn with replacement (Efron 1979, Annals of Statistics 7:1).</summary>
    private static IEnumerable<IReadOnlyList<RatedJourney>> Resample(IReadOnlyList<RatedJourney> journeys, int seed)
    {
        var chance = new Random(seed);
        int[] people = [.. journeys.SelectMany((journey, index) => Enumerable.Repeat(index, journey.People))];
        for (var sample = 0; sample < Resamples; sample++)
        {
            var drawn = new int[journeys.Count];
            for (var draw = 0; draw < people.Length; draw++)
            {
                drawn[people[chance.Next(people.Length)]]++;
            }
            yield return [.. journeys.Select((journey, index) => journey with { People = drawn[index] }).Where(journey => journey.People > 0)];
        }
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
