using Survey.Db.People;
using Survey.Db.Questionnaires;

namespace Survey.Db.Results;

/// <summary>How a figure may be shown; the same words as in the CSV report's column "shown".</summary>
public enum Shown
{
    Yes,

    /// <summary>The value is an upper limit: the figure is in the two lowest steps.</summary>
    Low,

    /// <summary>The value is a lower limit: the figure is in the two highest steps.</summary>
    High,

    Hidden,
}

/// <summary>A published figure: blurred and rounded (rule A6). Migration 0037 describes the columns.</summary>
/// <param name="Item">overall, a step's code, a question's key, or *time_lost for work time lost.</param>
public sealed record PublishedFigure(long CellId, string Item, FigureKind Kind, Shown Shown)
{
    /// <summary>About how many answered; 5 means 5 to 9. Null: suppressed.</summary>
    public int? N { get; init; }

    /// <summary>Replaces <see cref="Value"/> under ten answers: see <see cref="FigureWord"/>.</summary>
    public string? Word { get; init; }

    /// <summary>Mean, recommendation score or median band; null: suppressed, a word, or choices.</summary>
    public double? Value { get; init; }

    /// <summary>The rounding step; null without a mean or score.</summary>
    public double? Step { get; init; }

    /// <summary>95 % interval, rounded outward; null without a mean or score.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Per cent of ratings 4-5, in steps of <see cref="ShareStep"/>. 0 and 100 include up to half a step.</summary>
    public int? Favourable { get; init; }

    /// <summary>95 % interval, rounded outward; null with <see cref="Favourable"/>.</summary>
    public int? FavourableLow { get; init; }

    public int? FavourableHigh { get; init; }

    /// <summary>Per cent of each rating or of three parts of the scale, lowest first; the sum varies. Null under 15 answers.</summary>
    public int[]? Shares { get; init; }

    /// <summary>Rounding step in per cent; null without shares.</summary>
    public int? ShareStep { get; init; }

    /// <summary>About how many said that the step does not apply; 0: fewer than 5; null: suppressed.</summary>
    public int? DoesNotApply { get; init; }

    /// <summary>The roll-up is not weighted by customers (rule D7).</summary>
    public bool Pooled { get; init; }

    public bool IsShown => Shown != Results.Shown.Hidden;

    /// <summary>The rounding is fine enough for trends and for sorting.</summary>
    public bool HasTrend => Step is not null && Steps >= Thresholds.FineSteps;

    private double Steps => Kind.Range() is var (lowest, highest) ? Math.Round((highest - lowest) / Step!.Value) : 0;
}

/// <summary>Participation, from numbers of people to the nearest 5.</summary>
/// <param name="ResponseRate">Per cent to the nearest 5; null: unknown (history), or see ResponseBand.</param>
/// <param name="ResponseBand">Under ten answers: under25, 25to50, 50to75, over75; old waves: also under50, 25to75, over50, over25.</param>
/// <param name="NoContact">Per cent of those who answered; null: suppressed.</param>
public sealed record PublishedParticipation(
    long CellId,
    int? Customers,
    int? Asked,
    int? ResponseRate,
    string? ResponseBand,
    int? NoContact
);

/// <summary>A cell of the publication plan. For an employment kind its figures cover Covered of the People invited (rule D9).</summary>
public sealed record PublicationCell(
    long Id,
    long WaveId,
    CellKind Kind,
    long? RelationshipId,
    long? ProviderUnitId,
    long? CustomerUnitId,
    Employment? Employment,
    int MinimumGroup,
    int? People,
    int? Covered
);

public enum CellKind
{
    Relationship,
    RelationshipUnit,
    RelationshipEmployment,
    Provider,
    Customer,
    Pair,
    Organisation,
}
