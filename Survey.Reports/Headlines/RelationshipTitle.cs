using Survey.Db.Results;

namespace Survey.Reports.Headlines;

/// <summary>The title sentences of a relationship's report. Each has a text of the same name under headlines, relationship.</summary>
internal enum RelationshipTitle
{
    Hidden,
    Weak,
    MissedOne,
    MissedOneWorse,
    MissedOneBetter,
    MissedSome,
    MissedSeveral,
    MissedSeveralWorse,
    MissedSeveralBetter,
    BetterAndWorse,
    StepWorse,
    StepsWorse,
    OverallWorse,
    MendedOne,
    MendedSeveral,
    StepBetter,
    StepsBetter,
    OverallBetter,
    YearWorse,
    YearBetter,
    AllKept,
    NoneMissed,
    NoneMissedAsFarAsKnown,
    NoChange,
    Rating,
    StepsOnly,
}

/// <summary>The first rule that applies decides. Bad news comes before good news, weak steps before promises, promises
/// before changes.</summary>
internal static class RelationshipTitles
{
    private static readonly (RelationshipTitle Title, Func<RelationshipFacts, bool> Applies)[] Rules =
    [
        (RelationshipTitle.Hidden, facts => !facts.HasOverall && facts.Steps.Count == 0),
        (RelationshipTitle.Weak, facts => facts.Weak.Count > 0),
        (RelationshipTitle.MissedOneWorse, facts => facts.Missed is [{ AgainstBefore: Verdict.Worse }]),
        (RelationshipTitle.MissedOneBetter, facts => facts.Missed is [{ AgainstBefore: Verdict.Better }]),
        (RelationshipTitle.MissedOne, facts => facts.Missed.Count == 1),
        (RelationshipTitle.MissedSeveralWorse, facts => facts.Missed.Any(step => step.AgainstBefore == Verdict.Worse)),
        (RelationshipTitle.MissedSeveralBetter, facts => facts.Missed.Any(step => step.AgainstBefore == Verdict.Better)),
        (RelationshipTitle.MissedSome, facts => facts.Missed.Count > 1 && !facts.HasFurthest),
        (RelationshipTitle.MissedSeveral, facts => facts.Missed.Count > 1),
        (RelationshipTitle.BetterAndWorse, facts => facts.Better.Count > 0 && facts.Worse.Count > 0),
        (RelationshipTitle.StepWorse, facts => facts.Worse.Count == 1),
        (RelationshipTitle.StepsWorse, facts => facts.Worse.Count > 1),
        (RelationshipTitle.OverallWorse, facts => facts.AgainstBefore == Verdict.Worse),
        (RelationshipTitle.MendedOne, facts => facts.Mended.Count == 1),
        (RelationshipTitle.MendedSeveral, facts => facts.Mended.Count > 1),
        (RelationshipTitle.StepBetter, facts => facts.Better.Count == 1),
        (RelationshipTitle.StepsBetter, facts => facts.Better.Count > 1),
        (RelationshipTitle.OverallBetter, facts => facts.AgainstBefore == Verdict.Better),
        (RelationshipTitle.YearWorse, facts => facts.AgainstYearAgo == Verdict.Worse),
        (RelationshipTitle.YearBetter, facts => facts.AgainstYearAgo == Verdict.Better),
        (RelationshipTitle.AllKept, facts => facts.Promises > 0 && facts.Kept == facts.Promises),
        (RelationshipTitle.NoneMissed, facts => facts.Promises > 0 && facts.Judged == facts.Promises),
        (RelationshipTitle.NoneMissedAsFarAsKnown, facts => facts.Judged > 0),
        (RelationshipTitle.NoChange, facts => facts.AgainstBefore == Verdict.NoChange),
        (RelationshipTitle.Rating, facts => facts.HasOverall),
    ];

    public static RelationshipTitle Choose(RelationshipFacts facts) =>
        Rules.Where(rule => rule.Applies(facts)).Select(rule => rule.Title).FirstOrDefault(RelationshipTitle.StepsOnly);
}
