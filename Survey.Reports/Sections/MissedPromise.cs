using Survey.Db.Results;

namespace Survey.Reports.Sections;

/// <summary>A step that is below its target for certain.</summary>
public sealed record MissedPromise(RelationshipResult Result, StepResult Step)
{
    /// <summary>The widest gap first.</summary>
    public static IEnumerable<MissedPromise> Of(IEnumerable<RelationshipResult> results) => results
        .SelectMany(StepResults.Of, (result, step) => new MissedPromise(result, step))
        .Where(missed => missed.Step.MissesTarget)
        .OrderBy(missed => missed.Step.Figure!.Value - missed.Step.Target);
}
