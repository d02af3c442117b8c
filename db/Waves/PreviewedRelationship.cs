using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves;

/// <summary>What a wave would ask about one relationship, and how precise the results would be.</summary>
/// <param name="HeldBack">How many next in the queue are asked about other relationships instead; they keep their place.</param>
/// <param name="Reason">Why it is not asked, as a sentence; null: it is asked.</param>
/// <param name="ExpectedAnswers">Ratings at the last response rate; null: not asked.</param>
/// <param name="ExpectedPrecision">Half-width of the overall mean's 95 % interval; null: too few answers.</param>
/// <param name="SmallestChange">Smallest difference to the last wave that a test at 5 % finds with 80 % probability.</param>
/// <param name="ProbablyHidden">Cells that will probably be suppressed: all, unit CODE or employment KIND.</param>
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
            asked ? null : Sampling.NotAsked.InWords(chosen.Reason!),
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
