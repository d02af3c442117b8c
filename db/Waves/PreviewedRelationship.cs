namespace Survey.Db.Waves;

/// <summary>What a wave would ask about one relationship, and what could be learnt from it.</summary>
/// <param name="Wanted">How many would be asked if nobody were held back.</param>
/// <param name="HeldBack">How many whose turn it was are asked about other relationships instead; they keep their place.</param>
/// <param name="Reason">Why it is not asked, in words; null: it is.</param>
/// <param name="NotAsked">The same as one of <see cref="Waves.NotAsked"/>.</param>
/// <param name="MinimumGroup">The fewest answers from which a figure is made.</param>
/// <param name="ExpectedAnswers">Ratings, if it goes as last time; null: not asked.</param>
/// <param name="ExpectedPrecision">Half the width of the overall rating's 95 % interval, on the 1-5 scale; null: too few answers for
/// one.</param>
/// <param name="SmallestChange">The smallest change against the last wave, or from this wave to a like one, that would be noticed in four
/// of five cases.</param>
/// <param name="ProbablyHidden">Cells that will hardly reach the minimum: <c>all</c>, <c>unit CODE</c> or <c>employment KIND</c>.</param>
/// <param name="Shortfalls">What of the aims cannot be reached, in words.</param>
public sealed record PreviewedRelationship(
    string Code,
    int Customers,
    int Wanted,
    int Invited,
    int HeldBack,
    bool Asked,
    string? Reason,
    string? NotAsked,
    int MinimumGroup,
    int? ExpectedAnswers,
    double? ExpectedPrecision,
    double? SmallestChange,
    IReadOnlyList<string> ProbablyHidden,
    IReadOnlyList<Shortfall> Shortfalls
)
{
    internal static PreviewedRelationship Of(SelectedRelationship chosen, double precision, Dictionary<long, string> codes)
    {
        var prospect = new Prospect(chosen);
        var asked = chosen.Reason is null;
        return new(
            chosen.Relationship.Code,
            chosen.Customers,
            chosen.Wanted,
            chosen.Invited,
            chosen.HeldBack,
            asked,
            asked ? null : Waves.NotAsked.InWords(chosen.Reason!),
            chosen.Reason,
            chosen.Group,
            asked ? (int)Math.Round(prospect.Answers) : null,
            asked ? Hundredths(prospect.HalfWidth) : null,
            asked ? Hundredths(prospect.SmallestChange) : null,
            asked ? [.. prospect.ProbablyHidden(codes)] : [],
            asked ? [.. Shortfall.Of(prospect, precision)] : []
        );
    }

    private static double? Hundredths(double value) => double.IsFinite(value) ? Math.Round(value, 2) : null;
}
