using Survey.Reports.Disclosure;

namespace Survey.Reports.Scoring;

/// <summary>
/// Whether the share of ratings 4 and 5 differs from an earlier one. Below ten answers on either side exactly, otherwise by Newcombe's
/// interval; without a finite population correction, as for means.
/// </summary>
/// <param name="P">Two-sided, above 0 and at most 1.</param>
/// <param name="Difference">The share less the earlier one, -1 to 1.</param>
/// <param name="Interval">95 % interval of the difference; null for an exact test.</param>
public readonly record struct ShareTest(double P, double Difference, Interval? Interval)
{
    /// <param name="answers">At least one.</param>
    /// <param name="earlier">At least one, on the same scale.</param>
    public static ShareTest Of(Histogram answers, Histogram earlier)
    {
        int some = answers.AtLeast(Favourable.From), before = earlier.AtLeast(Favourable.From);
        var difference = some / (double)answers.N - before / (double)earlier.N;
        var (p, interval) = Math.Min(answers.N, earlier.N) < SmallGroup.Exact
            ? (PermutationTest.Of(new(0, [answers.N - some, some]), new(0, [earlier.N - before, before])), (Interval?)null)
            : (Newcombe.P(some, answers.N, before, earlier.N), Newcombe.IntervalOf(some, answers.N, before, earlier.N));
        return new(Math.Clamp(p, double.Epsilon, 1), difference, interval);
    }
}
