namespace Survey.Reports.Scoring;

/// <summary>What several people said alike of a service: every step, then the service as a whole.</summary>
/// <param name="Steps">In the order of the journey, each rated.</param>
/// <param name="Overall">The overall rating.</param>
/// <param name="People">At least 1.</param>
public sealed record RatedJourney(IReadOnlyList<int> Steps, int Overall, int People);
