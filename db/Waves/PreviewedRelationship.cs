using System.Text.Json.Serialization;
using Survey.Db.Pulses;
using Survey.Db.Waves.Previews;
using Survey.Db.Waves.Priorities;
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
    /// <summary>The name of a <see cref="RelationshipLight"/>.</summary>
    public required string Light { get; init; }

    /// <summary>Code of a relationship of the same provider, to merge one with that is not worth asking; null: there is none.</summary>
    public string? MergeWith { get; init; }

    /// <summary>The name of an <see cref="AskingPriority"/> that puts it before others; null: none.</summary>
    public string? Priority { get; init; }

    /// <summary>Code of the wave of any pulse that asks it, if this one leaves it out for others; null: none of the next waves.</summary>
    public string? NextAsked => NextWave?.Code;

    [JsonIgnore]
    public ComingWave? NextWave { get; init; }

    /// <summary>Customers in the last wave that asked about it, if the trend breaks because they are so many more or fewer now.</summary>
    public int? CustomersBefore { get; init; }

    internal static PreviewedRelationship Of(SelectedRelationship chosen, double precision, Dictionary<long, string> codes)
    {
        var prospect = new Prospect(chosen);
        var asked = chosen.Reason is null;
        IReadOnlyList<string> hidden = asked ? [.. prospect.ProbablyHidden(codes)] : [];
        IReadOnlyList<Shortfall> shortfalls = asked ? [.. Shortfall.Of(prospect, precision)] : [];
        var priority = chosen.Relationship.Priority;
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
            hidden,
            shortfalls
        )
        {
            Light = RelationshipLights.Of(chosen.Reason, hidden, shortfalls).Text(),
            Priority = priority == AskingPriority.None ? null : priority.Text(),
            CustomersBefore =
                chosen.Relationship.CustomersBefore is { } before && Thresholds.AreOtherCustomers(before, chosen.Customers) ? before : null,
        };
    }

    private static double? Hundredths(double value) => double.IsFinite(value) ? Math.Round(value, 2) : null;
}
