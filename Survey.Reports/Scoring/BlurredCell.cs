namespace Survey.Reports.Scoring;

/// <summary>Answers to one item of a cell after blurring (rule A6). Every published figure is computed from this alone.</summary>
/// <param name="Counts">Per value, from Lowest on; may be fractional or negative.</param>
/// <param name="N">1 / the largest weight of one answer. Of choices: how many people chose.</param>
/// <param name="Size">The effective sample size.</param>
/// <param name="Shown">n', which decides how finely figures are shown; 5 means 5 to 9.</param>
/// <param name="People">The number of answers as shown; 5 means 5 to 9. Larger than Shown only if answers have different weights.</param>
public sealed record BlurredCell(int Lowest, IReadOnlyList<double> Counts, double N, double Size, int Shown, int People, int MinimumGroup)
{
    /// <summary>From so many answers on a mean is a number; below this a word (rule A6).</summary>
    public const int FewestForNumber = 10;

    /// <summary>Of one move of -1, 0 or 1, equally likely: the item's layer, and both layers of words.</summary>
    private const double VarianceOfItem = 2.0 / 3;

    /// <summary>Of one move of the fixed or the wave's layer: of 63 draws, 2 move three answers, 4 move two, 30 move one.</summary>
    private const double VarianceOfLayer = 64.0 / 63;

    public int Highest => Lowest + Counts.Count - 1;

    /// <summary>5 to 9 answers: a word stands for the mean.</summary>
    public bool IsInWords => Shown < FewestForNumber;

    public bool IsUnweighted => WeightedAnswers.AreUnweighted(Size, N);

    public double Mean => Math.Clamp(Counts.Select((count, step) => count * (Lowest + step)).Sum() / N, Lowest, Highest);

    public double Variance
    {
        get
        {
            var mean = Mean;
            var squares = Counts.Select((count, step) => count * (Lowest + step - mean) * (Lowest + step - mean)).Sum();
            return Size <= 1 ? 0 : Math.Max(0, squares / N * Size / (Size - 1));
        }
    }

    /// <summary>Variance that blurring adds to <see cref="Mean"/>. Beside the same cell of another wave the fixed layer cancels.</summary>
    public double NoiseOfMean(bool besideSameCell = false) =>
        IsInWords && IsUnweighted ? (besideSameCell ? 1 : 2) * VarianceOfItem / (N * N) : (Counts.Count - 1) * NoiseOfShare(besideSameCell);

    /// <summary>As <see cref="NoiseOfMean"/>, for the share above one boundary.</summary>
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

    public double ShareFrom(int value) => Math.Clamp(Counts.Skip(value - Lowest).Sum() / N, 0, 1);

    /// <summary>For exact tests: whole counts, none negative. A negative count is filled from its neighbour.</summary>
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
