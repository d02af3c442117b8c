namespace Survey.Reports.Headlines;

/// <summary>The title sentences about several relationships. Each has a text of the same name under headlines, services.</summary>
internal enum ServicesTitle
{
    Hidden,
    Weak,
    OnlyOneMisses,
    Missing,
    BetterAndWorse,
    Worse,
    Better,
    NoneMissing,
    NoChange,
    Rating,
}

/// <summary>The first rule that applies decides.</summary>
internal static class ServicesTitles
{
    public static ServicesTitle Choose(ServicesFacts facts) =>
        facts switch
        {
            { AnyShown: false } => ServicesTitle.Hidden,
            { Weak.Count: > 0 } => ServicesTitle.Weak,
            { Missing.Count: 1, IsOne: true } => ServicesTitle.OnlyOneMisses,
            { Missing.Count: > 0 } => ServicesTitle.Missing,
            { Better.Count: > 0, Worse.Count: > 0 } => ServicesTitle.BetterAndWorse,
            { Worse.Count: > 0 } => ServicesTitle.Worse,
            { Better.Count: > 0 } => ServicesTitle.Better,
            { AnyJudged: true } => ServicesTitle.NoneMissing,
            { AnyCompared: true } => ServicesTitle.NoChange,
            _ => ServicesTitle.Rating,
        };
}
