namespace Survey.Reports.Scoring;

/// <summary>Equal answers of one person or more: a rating per step, in the order of the journey, and the overall rating.</summary>
public sealed record RatedJourney(IReadOnlyList<int> Steps, int Overall, int People);
