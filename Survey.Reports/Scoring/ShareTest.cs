namespace Survey.Reports.Scoring;

/// <summary>
/// Tests the share of ratings 4 and 5 against another one by Newcombe's interval with the variance of the blurring, without a finite
/// population correction, as for means. Only for shown shares, so from ten answers on.
/// </summary>
/// <param name="P">Two-sided, above 0 and at most 1.</param>
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
