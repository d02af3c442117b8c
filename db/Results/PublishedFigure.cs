namespace Survey.Db.Results;

/// <summary>How a figure may be seen; the words of the report CSV's column "shown".</summary>
public static class Shown
{
    public const string Yes = "yes";

    /// <summary>In the two lowest steps of the scale, whose upper limit is the value.</summary>
    public const string Low = "low";

    /// <summary>In the two highest steps of the scale, whose lower limit is the value.</summary>
    public const string High = "high";

    /// <summary>Not enough answers.</summary>
    public const string Hidden = "hidden";
}

/// <summary>A figure as anybody may see it: blurred and rounded (rule A6). See migration 0037 for each column.</summary>
/// <param name="Item"><c>overall</c>, the code of a breakdown point, or the key of another question; <c>*time_lost</c> for work time
/// lost.</param>
/// <param name="Kind">rating, recommendation, effort, time_lost or choice.</param>
/// <param name="Shown">See <see cref="Results.Shown"/>.</param>
public sealed record PublishedFigure(long CellId, string Item, string Kind, string Shown)
{
    /// <summary>About how many answered; 5: 5 to 9. Null when hidden.</summary>
    public int? N { get; init; }

    /// <summary>
    /// What stands for <see cref="Value"/> where it would be made of fewer than ten answers: see <see cref="FigureWord"/>.
    /// </summary>
    public string? Word { get; init; }

    /// <summary>Mean, recommendation score, or median band; null when hidden, in words, or of choices.</summary>
    public double? Value { get; init; }

    /// <summary>From one value that could be shown to the next; null without a mean or score.</summary>
    public double? Step { get; init; }

    /// <summary>95 % interval, rounded outward; null without a mean or score.</summary>
    public double? Low { get; init; }

    /// <inheritdoc cref="Low"/>
    public double? High { get; init; }

    /// <summary>
    /// Per cent of ratings 4-5, in steps of <see cref="ShareStep"/>: 0 means under half a step, 100 all but half a step or more.
    /// </summary>
    public int? Favourable { get; init; }

    /// <summary>95 % interval, rounded outward; null with <see cref="Favourable"/>.</summary>
    public int? FavourableLow { get; init; }

    /// <inheritdoc cref="FavourableLow"/>
    public int? FavourableHigh { get; init; }

    /// <summary>
    /// Per cent by part of the scale, lowest first: each value, or three parts of a scale. They do not add up exactly. Null under 15
    /// answers.
    /// </summary>
    public int[]? Shares { get; init; }

    /// <summary>Per cent from one share that could be shown to the next; null without shares.</summary>
    public int? ShareStep { get; init; }

    /// <summary>About how many said that the step does not apply; 0: fewer than 5; null: not told.</summary>
    public int? DoesNotApply { get; init; }

    /// <summary>A roll-up whose relationships could not be weighted by customers.</summary>
    public bool Pooled { get; init; }

    /// <summary>Something is told: a value, a word or shares.</summary>
    public bool IsShown => Shown != Results.Shown.Hidden;

    /// <summary>From 15 answers on: fine enough for trends and for an order.</summary>
    public bool HasTrend => Step is not null && Steps >= StepsOfTrends;

    private const int StepsOfTrends = 20;

    /// <summary>Into how many steps the scale is divided.</summary>
    private double Steps =>
        Math.Round(
            Kind switch
            {
                "recommendation" => 200,
                "effort" => 6,
                _ => 4,
            } / Step!.Value
        );
}

/// <summary>Who took part, from numbers of people to the nearest 5.</summary>
/// <param name="ResponseRate">Per cent to the nearest 5; null when unknown (imported history) or when <paramref name="ResponseBand"/>
/// stands in for it.</param>
/// <param name="ResponseBand">
/// Under ten answers: under25, 25to50, 50to75 or over75. Waves sealed by older versions may have under50, 25to75, over50 or over25.
/// </param>
/// <param name="NoContact">Per cent of those who answered about the relationship; null: not told.</param>
public sealed record PublishedParticipation(
    long CellId,
    int? Customers,
    int? Asked,
    int? ResponseRate,
    string? ResponseBand,
    int? NoContact
);

/// <summary>One cell of a wave's publication plan.</summary>
/// <param name="People">Of a part of a relationship's customers: how many were invited that its name stands for; null: unknown.</param>
/// <param name="Covered">How many of them its figures are made of, because small groups are reported with larger ones; null:
/// unknown.</param>
public sealed record PublicationCell(
    long Id,
    long WaveId,
    string Kind,
    long? RelationshipId,
    long? ProviderUnitId,
    long? CustomerUnitId,
    string? Employment,
    int MinimumGroup,
    int? People,
    int? Covered
);

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
