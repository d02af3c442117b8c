using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>The answers of one relationship's customers, or of some of their reporting groups, to one item.</summary>
/// <param name="People">How many answered: more than the answers' sum tells where one may choose several.</param>
internal sealed record ItemAnswers(string Item, AnswerScale Scale, Stratum Stratum, int People, bool IsBreakdownPoint);

/// <summary>The answers to one item in one cell of the plan, before it is decided what of it may be seen.</summary>
internal sealed record CellItem(PublicationCell Cell, string Item, AnswerScale Scale, Strata Strata, int People, bool IsBreakdownPoint)
{
    /// <summary>A mean is told coarsely under ten answers; anything else would be a distribution (rule A6).</summary>
    public bool IsMean => Scale.FigureKind is "rating" or "effort";

    /// <summary>A figure over several relationships of which a mean is told, and so weighted by customers.</summary>
    public bool IsOfSeveral => IsMean && Cell.RelationshipId is null;

    /// <summary>The answers without which nothing is told.</summary>
    public int Needed => IsMean ? Cell.MinimumGroup : Math.Max(Cell.MinimumGroup, SmallGroup.Exact);
}
