namespace Survey.Reports.Scoring;

/// <summary>How far a service stays good: who is still satisfied after the first step, the first two, the first three ...</summary>
public static class Funnel
{
    /// <summary>The share of people who rated no step up to and including each one lower than <see cref="Favourable.From"/>.</summary>
    /// <param name="journeys">Each step's rating, or null where it did not apply: nobody is lost there. At least one person; a common number of steps.</param>
    /// <returns>By step, 0 to 1, never rising.</returns>
    public static IReadOnlyList<double> Of(IReadOnlyList<(IReadOnlyList<int?> Steps, int People)> journeys)
    {
        double people = journeys.Sum(journey => journey.People);
        return
        [
            .. Enumerable
                .Range(1, journeys[0].Steps.Count)
                .Select(reached =>
                    journeys
                        .Where(journey => journey.Steps.Take(reached).All(rating => rating is null or >= Favourable.From))
                        .Sum(journey => journey.People) / people
                ),
        ];
    }
}
