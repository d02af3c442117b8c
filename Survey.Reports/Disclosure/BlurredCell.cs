using Survey.Reports.Scoring;

namespace Survey.Reports.Disclosure;

/// <summary>
/// The answers to one item of a cell after some of them were moved (rule A6). Everything that is published is computed from this and from
/// nothing else, so whatever it is, it tells no more than this does.
/// </summary>
/// <param name="Lowest">The value that the first count stands for.</param>
/// <param name="Counts">Per value from the lowest on, not always whole and not always positive.</param>
/// <param name="N">1 / the largest weight of one answer; how many chose, of choices.</param>
/// <param name="Size">The effective sample size.</param>
/// <param name="Shown">n': the number by which it is decided how finely anything is shown; 5 means 5 to 9.</param>
/// <param name="People">
/// The number of answers as it is shown; 5 means 5 to 9. Larger than <paramref name="Shown"/> only where answers weigh differently.
/// </param>
/// <param name="MinimumGroup">Of the cell.</param>
public sealed record BlurredCell(int Lowest, IReadOnlyList<double> Counts, double N, double Size, int Shown, int People, int MinimumGroup)
{
    /// <summary>Of a move of -1, 0 or 1, equally likely: the layer of an item, and both layers of words.</summary>
    private const double VarianceOfItem = 2.0 / 3;

    /// <summary>
    /// Of a move of the fixed layer or of the wave's: of 63 draws, one moves three answers either way, two move two, fifteen move one.
    /// </summary>
    private const double VarianceOfLayer = 64.0 / 63;

    public int Highest => Lowest + Counts.Count - 1;

    /// <summary>Under ten answers: a word stands for the mean.</summary>
    public bool IsInWords => Shown < ShownCount.Numbers;

    /// <summary>Every answer counts as one.</summary>
    public bool IsUnweighted => WeightedAnswers.AreUnweighted(Size, N);

    /// <summary>Within the scale.</summary>
    public double Mean => Math.Clamp(Counts.Select((count, step) => count * (Lowest + step)).Sum() / N, Lowest, Highest);

    /// <summary>The sample variance of the answers, at least 0.</summary>
    public double Variance
    {
        get
        {
            var mean = Mean;
            var squares = Counts.Select((count, step) => count * (Lowest + step - mean) * (Lowest + step - mean)).Sum();
            return Size <= 1 ? 0 : Math.Max(0, squares / N * Size / (Size - 1));
        }
    }

    /// <summary>What the moves add to the variance of <see cref="Mean"/>.</summary>
    /// <param name="besideSameCell">The mean is compared with the same cell's of another wave, where the fixed layer is the same.</param>
    public double NoiseOfMean(bool besideSameCell = false) =>
        IsInWords && IsUnweighted ? (besideSameCell ? 1 : 2) * VarianceOfItem / (N * N) : (Counts.Count - 1) * NoiseOfShare(besideSameCell);

    /// <summary>The same of the share above one boundary.</summary>
    public double NoiseOfShare(bool besideSameCell = false) =>
        (
            VarianceOfItem
            + VarianceOfLayer
                * (
                    besideSameCell ? 1
                    : IsUnweighted ? 2
                    : 3
                )
        ) / (N * N);

    /// <summary>The share of answers that are at least <paramref name="value"/>, 0 to 1.</summary>
    public double ShareFrom(int value) => Math.Clamp(Counts.Skip(value - Lowest).Sum() / N, 0, 1);

    /// <summary>Whole counts, none of them negative, for exact tests: what is missing is taken from the neighbour.</summary>
    public Histogram WholeCounts()
    {
        var counts = Counts.Select(count => (int)Math.Round(count)).ToArray();
        for (var step = 0; step < counts.Length - 1; step++)
        {
            Fill(step, step + 1);
        }
        for (var step = counts.Length - 1; step > 0; step--)
        {
            Fill(step, step - 1);
        }
        return new(Lowest, counts);

        void Fill(int step, int neighbour)
        {
            var missing = Math.Max(0, -counts[step]);
            counts[step] += missing;
            counts[neighbour] -= missing;
        }
    }
}
