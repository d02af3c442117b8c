namespace Survey.Reports.Scoring;

/// <summary>How many answers each value of a scale got.</summary>
/// <param name="lowest">The value that the first count stands for.</param>
/// <param name="counts">Answers per value, from the lowest on.</param>
public sealed class Histogram(int lowest, IReadOnlyList<int> counts)
{
    public int Lowest { get; } = lowest;

    public IReadOnlyList<int> Counts { get; } = counts;

    /// <summary>The number of answers.</summary>
    public int N { get; } = counts.Sum();

    /// <summary>All answers added up.</summary>
    public long Sum => Counts.Select((count, step) => (long)count * (Lowest + step)).Sum();

    /// <summary>The answers of several groups of people on one scale, together.</summary>
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
