using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>The answers to one item in one cell of the plan, as they were given. Only <see cref="Blurring"/> reads them.</summary>
/// <param name="DoesNotApply">How many said that a step does not apply to them.</param>
/// <param name="Follows">The rating because of which it was asked; null: everybody was asked.</param>
internal sealed record CellItem(
    PublicationCell Cell,
    CellName Name,
    string Item,
    AnswerScale Scale,
    bool IsBreakdownPoint,
    WeightedAnswers Answers,
    int DoesNotApply,
    string? Follows = null
);

/// <summary>The same as it goes on to everything that is published.</summary>
/// <param name="Answers">Null: hidden, there are too few.</param>
/// <param name="DoesNotApply">As shown; null: not told.</param>
/// <param name="Population">Whom the answers speak for.</param>
/// <param name="Widening">See <see cref="Mean.IntervalOf"/>.</param>
/// <param name="Pooled">A roll-up in which every answer weighs the same, because some number of customers is unknown.</param>
internal sealed record BlurredItem(
    PublicationCell Cell,
    string Item,
    AnswerScale Scale,
    bool IsBreakdownPoint,
    BlurredCell? Answers,
    int? DoesNotApply,
    FinitePopulation Population,
    double Widening,
    bool Pooled
)
{
    /// <inheritdoc cref="CellItem.Follows"/>
    public string? Follows { get; init; }

    /// <summary>The overall rating or a step of all customers: what is compared with other waves and with targets.</summary>
    public bool IsCompared => Cell.Kind == CellKind.Relationship && (IsBreakdownPoint || Item == Survey.Db.Questionnaires.Item.Overall);
}
