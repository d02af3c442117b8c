using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Disclosure;

/// <summary>What the figure of few answers says of them (rule A6), and so what may be known of them from everything else, but no more.</summary>
/// <param name="Band">The fewest and the most answers that everybody knows them to be; null: nobody knows, as there is no figure of them.</param>
/// <param name="Down">So low the mean has to be able to be; null: there it ends in any case.</param>
/// <param name="Up">The same, upwards.</param>
public sealed record Coarse((int Fewest, int Most)? Band, double? Down, double? Up)
{
    private const double HalfOfTheDecimal = 0.05;

    /// <returns>Null when they are too few, or enough for an exact figure.</returns>
    public static Coarse? Of(Histogram answers, int minimum)
    {
        if (answers.N < minimum || answers.N >= SmallGroup.Exact)
        {
            return null;
        }
        var (shown, value) = SmallGroup.Blur(Rounded.To(answers.Mean, 1), answers.Lowest, answers.Lowest + answers.Counts.Count - 1);
        return new(
            (minimum, SmallGroup.Exact - 1),
            shown == Shown.Low ? null : shown == Shown.High ? value : value - HalfOfTheDecimal,
            shown == Shown.High ? null : shown == Shown.Low ? value : value + HalfOfTheDecimal);
    }
}
