namespace Survey.Reports.Scoring;

public static class Funnel
{
    /// <summary>By step: share of people who rated no step so far below <see cref="Favourable.From"/>; 0 to 1, never rising.</summary>
    /// <param name="journeys">At least one person; the same number of steps. Null: the step did not apply, so nobody is lost there.</param>
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
