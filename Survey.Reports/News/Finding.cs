using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Reports.News;

/// <summary>A shown figure and why it was chosen.</summary>
internal sealed record Finding(NewsKind Kind, AttentionFigure Figure)
{
    /// <summary>Bad news before good news; of each what the reader provides before what others provide, the most severe first.</summary>
    /// <returns>Null: no overall rating is shown, and nothing stands out.</returns>
    public static Finding? Choose(IEnumerable<RelationshipResult> results, RightScope scope)
    {
        var rows = Attention.Of(results);
        var changed = rows.Changed().ToList();
        return First(NewsKind.Concern, rows.Problems().Concat(Called(Verdict.Worse)))
            ?? First(NewsKind.Good, Called(Verdict.Better))
            ?? First(NewsKind.Plain, rows.Select(row => row.Overall).OfType<AttentionFigure>());

        IEnumerable<AttentionFigure> Called(Verdict verdict) => changed.Where(figure => figure.AgainstBefore!.CalledAlike == verdict);

        Finding? First(NewsKind kind, IEnumerable<AttentionFigure> figures) =>
            figures.OrderByDescending(figure => scope.Includes(figure.Relationship.ProviderUnitId)).FirstOrDefault() is { } first
                ? new(kind, first)
                : null;
    }
}
