using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Reports.Headlines;

/// <summary>What the published verdicts of several relationships bear out, whatever the language.</summary>
internal sealed class ServicesFacts(IReadOnlyList<RelationshipResult> all)
{
    public int Count => all.Count;

    public bool AnyShown => all.Any(row => row.Cell.Figures.Values.Any(figure => figure.Shown != Shown.Hidden && figure.Kind == "rating"));

    /// <summary>Those that fall short of a promise, the widest gap first.</summary>
    public IReadOnlyList<ReportedRelationship> Missing { get; } =
    [
        .. all.Select(row => (row.Relationship, Missed: Targets(row).Where(verdict => verdict.Called == Verdict.Worse).ToList()))
            .Where(row => row.Missed.Count > 0)
            .OrderBy(row => row.Missed.Min(verdict => verdict.Difference ?? 0))
            .Select(row => row.Relationship),
    ];

    /// <summary>Rated clearly higher overall than in the wave before, the largest change first.</summary>
    public IReadOnlyList<ReportedRelationship> Better { get; } = Changed(all, Verdict.Better);

    public IReadOnlyList<ReportedRelationship> Worse { get; } = Changed(all, Verdict.Worse);

    public bool AnyCompared => all.Any(row => row.Cell.Verdict(Item.Overall, Against.Before)?.Called is not (null or Verdict.TooFew));

    public bool AnyJudged => all.Any(row => Targets(row).Any(verdict => verdict.Called != Verdict.TooFew));

    /// <summary>The one rated lower than all others for certain; null: none.</summary>
    public RelationshipResult? Lowest => Headlines.Lowest.Of(
        all.Where(row => row.Cell.Of(Item.Overall) is { Value: not null }), row => row.Cell.Of(Item.Overall)!);

    private static IEnumerable<PublishedVerdict> Targets(RelationshipResult row) =>
        row.Cell.Verdicts.Where(verdict => verdict.Against == Against.Target);

    // The overall ratings of a wave are one family of comparisons, so this is no more often wrong the more services there are.
    private static List<ReportedRelationship> Changed(IEnumerable<RelationshipResult> all, string called) =>
    [
        .. all.Where(row => row.Cell.Verdict(Item.Overall, Against.Before)?.Called == called)
            .OrderByDescending(row => Math.Abs(row.Cell.Verdict(Item.Overall, Against.Before)!.Difference ?? 0))
            .Select(row => row.Relationship),
    ];
}
