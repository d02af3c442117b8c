using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Reports.Headlines;

/// <summary>What the published figures and verdicts of several relationships support, in no language.</summary>
internal sealed class ServicesFacts(IReadOnlyList<RelationshipResult> all)
{
    /// <summary>Relationships with a promise at a step that is shown.</summary>
    public int Promising { get; } =
        all.Count(row =>
            row.Questionnaire.BreakdownPoints.Any(point => point.Standard is not null && row.Cell.Of(point.Code) is { IsShown: true })
        );

    /// <summary>Is one relationship alone.</summary>
    public bool IsOne => all.Count == 1;

    /// <summary>The weakest step of each relationship that has a weak step (rule D11), the lowest first, words last.</summary>
    public IReadOnlyList<AttentionFigure> Weak { get; } =
    [.. Attention.Of(all).Problems().Where(figure => figure.IsWeak).DistinctBy(figure => figure.Relationship.Code)];

    public bool AnyShown =>
        all.Any(row => row.Cell.Figures.Values.Any(figure => figure.Shown != Shown.Hidden && figure.Kind == FigureKind.Rating));

    /// <summary>Relationships that miss a target, the widest gap first.</summary>
    public Ranked<ReportedRelationship> Missing { get; } =
        Ranked<ReportedRelationship>.Of(
            all.Select(row => (Row: row, Missed: Targets(row).Where(verdict => verdict.Called == Verdict.Worse).ToList()))
                .Where(pair => pair.Missed.Count > 0)
                .Select(pair => (pair.Row.Relationship, WidestGap(pair.Row, pair.Missed)))
        );

    /// <summary>Overall rating clearly higher than in the wave before, the largest change first.</summary>
    public Ranked<ReportedRelationship> Better { get; } = Changed(all, Verdict.Better);

    public Ranked<ReportedRelationship> Worse { get; } = Changed(all, Verdict.Worse);

    public bool AnyCompared => all.Any(row => row.Cell.Verdict(Item.Overall, Against.Before)?.CalledAlike is not (null or Verdict.TooFew));

    public bool AnyJudged => all.Any(row => Targets(row).Any(verdict => verdict.Called != Verdict.TooFew));

    public RelationshipResult? Lowest =>
        Headlines.Lowest.Of(all.Where(row => row.Cell.Of(Item.Overall) is { IsShown: true }), row => row.Cell.Of(Item.Overall)!);

    private static IEnumerable<PublishedVerdict> Targets(RelationshipResult row) =>
        row.Cell.Verdicts.Where(verdict => verdict.Against == Against.Target);

    // The overall ratings of a wave are one family of tests, so more services do not bring more false findings.
    private static Ranked<ReportedRelationship> Changed(IEnumerable<RelationshipResult> all, Verdict called) =>
        Ranked<ReportedRelationship>.Of(
            all.Select(row => (Row: row, Verdict: row.Cell.Verdict(Item.Overall, Against.Before)))
                .Where(pair => pair.Verdict?.CalledAlike == called)
                .Select(pair => (pair.Row.Relationship, Difference(pair.Row, pair.Verdict!) is { } by ? -Math.Abs(by) : (double?)null))
        );

    /// <summary>Null: a step has too few answers for an order.</summary>
    private static double? WidestGap(RelationshipResult row, List<PublishedVerdict> missed) =>
        missed.TrueForAll(verdict => Difference(row, verdict) is not null) ? missed.Min(verdict => verdict.Difference) : null;

    private static double? Difference(RelationshipResult row, PublishedVerdict verdict) =>
        row.Cell.Of(verdict.Item) is { HasTrend: true } ? verdict.Difference : null;
}
