namespace Survey.Db.Results;

/// <summary>How a figure may be seen; the words of the report CSV's column "shown".</summary>
public static class Shown
{
    public const string Yes = "yes";

    /// <summary>A small group's mean at or under the open end 1.5.</summary>
    public const string Low = "low";

    /// <summary>A small group's mean at or over the open end 4.5.</summary>
    public const string High = "high";

    /// <summary>Not enough answers, or another hidden figure could be computed from it.</summary>
    public const string Hidden = "hidden";
}

/// <summary>A figure as anybody may see it: rounded, with its interval where there is one. See migration 0007 for each column.</summary>
/// <param name="Item"><c>overall</c>, the code of a breakdown point, or the key of another question; <c>*time_lost</c> for work time lost.</param>
/// <param name="Kind">rating, recommendation, effort, time_lost or choice.</param>
/// <param name="N">Answers; null when hidden or when <paramref name="NBand"/> stands in for it.</param>
/// <param name="NBand">Of a small group ("5-9"), or of several relationships with a small group among them ("118-122").</param>
/// <param name="Value">Mean with two decimals (one where it is coarse).</param>
/// <param name="Favourable">Per cent of ratings 4-5 among <paramref name="Counts"/>; null as they are.</param>
/// <param name="Counts">
/// Answers per value from the lowest on, weighted like the mean; null for small groups. Of a roll-up only those of relationships that show
/// their own; null when there is none.
/// </param>
public sealed record PublishedFigure(
    long CellId, string Item, string Kind, string Shown, int? N, string? NBand,
    double? Value, double? Low, double? High,
    int? Favourable, int? FavourableLow, int? FavourableHigh,
    int[]? Counts, int? DoesNotApply, bool Census, bool Pooled)
{
    /// <summary>Of a small group: a mean with one decimal or an open end, and nothing else.</summary>
    public bool IsCoarse { get; init; }

    /// <summary>How many of the answers <see cref="Counts"/> and <see cref="Favourable"/> are made of; null without them, and of choices.</summary>
    public int? DistributionOf => Kind == "choice" ? null : Counts?.Sum();
}

/// <param name="ResponseRate">Per cent; null when unknown (imported history) or when <paramref name="ResponseBand"/> stands in for it.</param>
/// <param name="ResponseBand">under25, 25to50, 50to75 or over75; where neighbouring ones may not be told apart under50, 25to75, over50 or over25.</param>
/// <param name="NoContact">Per cent of those who answered about the relationship.</param>
public sealed record PublishedParticipation(
    long CellId, int? Customers, int? Asked, int? ResponseRate, string? ResponseBand, int? NoContact);

/// <summary>One cell of a wave's publication plan.</summary>
public sealed record PublicationCell(
    long Id, long WaveId, string Kind, long? RelationshipId, long? ProviderUnitId, long? CustomerUnitId, string? Employment, int MinimumGroup);

/// <summary>The kinds of cells that a publication plan has.</summary>
public static class CellKind
{
    public const string Relationship = "relationship";
    public const string RelationshipUnit = "relationship_unit";
    public const string RelationshipEmployment = "relationship_employment";
    public const string Provider = "provider";
    public const string Customer = "customer";
    public const string Pair = "pair";
    public const string Organisation = "organisation";
}
