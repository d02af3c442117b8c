using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>Answers to one item in one cell before blurring. Only <see cref="Blurring"/> reads them.</summary>
/// <param name="Follows">The rating whose low values lead to this question; null: everybody was asked.</param>
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

/// <summary>An item after blurring, from which figures are computed.</summary>
/// <param name="Answers">Null: suppressed.</param>
/// <param name="DoesNotApply">As shown; null: not published.</param>
/// <param name="Pooled">A roll-up with equal weights, because a number of customers is unknown.</param>
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
    public string? Follows { get; init; }

    /// <summary>Compared with other waves and with targets: the overall rating and the steps of all customers.</summary>
    public bool IsCompared => Cell.Kind == CellKind.Relationship && (IsBreakdownPoint || Item == Survey.Db.Questionnaires.Item.Overall);
}
