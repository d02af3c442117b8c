namespace Survey.Reports.Scoring;

/// <summary>Answers per value of a scale, from the lowest value on.</summary>
public sealed class Histogram(int lowest, IReadOnlyList<int> counts)
{
    public int Lowest { get; } = lowest;

    public IReadOnlyList<int> Counts { get; } = counts;

    public int N { get; } = counts.Sum();

    public long Sum => Counts.Select((count, step) => (long)count * (Lowest + step)).Sum();

    public static Histogram Together(IReadOnlyCollection<Histogram> parts) =>
        new(
            parts.First().Lowest,
            [
                .. Enumerable
                    .Range(0, parts.Max(part => part.Counts.Count))
                    .Select(step => parts.Sum(part => step < part.Counts.Count ? part.Counts[step] : 0)),
            ]
        );
}
