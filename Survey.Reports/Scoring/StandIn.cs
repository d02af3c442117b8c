using Survey.Reports.Disclosure;

namespace Survey.Reports.Scoring;

/// <summary>
/// What stands for the answers of a small group in a figure over several relationships: what is shown of them by themselves. A figure made of
/// the answers as they are would, less what is shown of its other parts, tell their mean, number and spread exactly (rule A6).
/// </summary>
/// <param name="Mean">With one decimal; for an open end its middle.</param>
/// <param name="Fewest">The least number of answers that its band admits of.</param>
/// <param name="Most">The largest.</param>
/// <param name="Size">Where answers count alike, it counts as so many.</param>
public sealed record StandIn(double Mean, int Fewest, int Most, double Size)
{
    /// <param name="minimum">From how many answers on something is shown of them.</param>
    public static StandIn Of(Histogram answers, int minimum)
    {
        var (lowest, highest) = (answers.Lowest, answers.Lowest + answers.Counts.Count - 1);
        var (shown, value) = SmallGroup.Blur(Rounded.To(answers.Mean, 1), lowest, highest);
        return new(
            shown == Db.Results.Shown.Low ? (lowest + value) / 2 : shown == Db.Results.Shown.High ? (value + highest) / 2 : value,
            minimum, SmallGroup.Exact - 1, SmallGroup.Middle(minimum));
    }
}
