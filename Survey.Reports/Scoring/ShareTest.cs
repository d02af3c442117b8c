using Survey.Reports.Disclosure;

namespace Survey.Reports.Scoring;

/// <summary>
/// Whether the share of ratings 4 and 5 differs from another one, by Newcombe's interval with the variance of the moves; without a finite
/// population correction, as for means. Only of shares that are shown, so of ten answers or more.
/// </summary>
/// <param name="P">Two-sided, above 0 and at most 1.</param>
/// <param name="Difference">The share less the other one, -1 to 1.</param>
/// <param name="Interval">95 % interval of the difference.</param>
public readonly record struct ShareTest(double P, double Difference, Interval Interval)
{
    /// <param name="sameCell">The other share is that of the same cell in another wave.</param>
    public static ShareTest Of(BlurredCell answers, BlurredCell other, bool sameCell)
    {
        Proportion one = Proportion.Of(answers, sameCell),
            two = Proportion.Of(other, sameCell);
        return new(Math.Clamp(Newcombe.P(one, two), double.Epsilon, 1), one.Share - two.Share, Newcombe.IntervalOf(one, two));
    }
}
