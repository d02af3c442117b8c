using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Contents;

namespace Survey.Reports.Headlines;

public static class RelationshipHeadline
{
    public static Headline Of(RelationshipReport report, Language language) =>
        Of(RelationshipFacts.Of(report), report.Relationship.MinimumGroup, language);

    internal static Headline Of(RelationshipFacts facts, int minimumGroup, Language language)
    {
        var title = Title(facts, language);
        return RelationshipTitles.Choose(facts) == RelationshipTitle.Hidden
            ? Headline.Of(title, language.Format("headlines.relationship.HiddenWhy", minimumGroup))
            : Headline.Of(
                title,
                new HeadlineWords(language).Rating(facts.Overall, "overall"),
                Where(facts, language),
                Change(facts, language)
            );
    }

    internal static string Title(RelationshipFacts facts, Language language)
    {
        var words = new HeadlineWords(language);
        var chosen = RelationshipTitles.Choose(facts);
        var key = $"headlines.relationship.{chosen}";
        return chosen switch
        {
            RelationshipTitle.Weak => language.Count(
                key,
                facts.Weak.Count,
                words.Quote(facts.Weak[0].Name),
                words.Value(facts.Weak[0].Figure)
            ),
            RelationshipTitle.MissedOne or RelationshipTitle.MissedOneWorse or RelationshipTitle.MissedOneBetter => language.Format(
                key,
                words.Quote(facts.Missed[0].Name)
            ),
            RelationshipTitle.MissedSeveral or RelationshipTitle.MissedSome => language.Count(
                key,
                facts.Missed.Count,
                words.Quote(facts.Missed[0].Name)
            ),
            RelationshipTitle.MissedSeveralWorse => Several(Verdict.Worse),
            RelationshipTitle.MissedSeveralBetter => Several(Verdict.Better),
            RelationshipTitle.BetterAndWorse => language.Format(
                key,
                words.Quote((facts.Mended is [var mended, ..] ? mended : facts.Better[0]).Name),
                words.Quote(facts.Worse[0].Name)
            ),
            RelationshipTitle.StepWorse => language.Format(key, words.Quote(facts.Worse[0].Name)),
            RelationshipTitle.StepsWorse => language.Count(key, facts.Worse.Count),
            RelationshipTitle.MendedOne => language.Format(key, words.Quote(facts.Mended[0].Name)),
            RelationshipTitle.MendedSeveral => language.Count(key, facts.Mended.Count),
            RelationshipTitle.StepBetter => language.Format(key, words.Quote(facts.Better[0].Name)),
            RelationshipTitle.StepsBetter => language.Count(key, facts.Better.Count),
            RelationshipTitle.AllKept or RelationshipTitle.NoneMissed => language.Count(key, facts.Promises),
            RelationshipTitle.Rating => words.Rating(facts.Overall, "overall"),
            _ => language[key],
        };

        string Several(Verdict verdict) =>
            language.Count(key, facts.Missed.Count, words.Quote(facts.Missed.First(step => step.AgainstBefore == verdict).Name));
    }

    private static string? Where(RelationshipFacts facts, Language language) =>
        string.Join(' ', new[] { OtherWeak(facts, language), Promises(facts, language) }.OfType<string>()) is { Length: > 0 } sentences
            ? sentences
            : null;

    /// <summary>Null: the title names all.</summary>
    private static string? OtherWeak(RelationshipFacts facts, Language language)
    {
        var words = new HeadlineWords(language);
        return facts.Weak.Count < 2
            ? null
            : language.Format(
                "headlines.where.alsoWeak",
                HeadlineWords.List(facts.Weak.Skip(1).Select(step => $"{words.Quote(step.Name)} {words.Value(step.Figure)}"))
            );
    }

    private static string? Promises(RelationshipFacts facts, Language language)
    {
        var words = new HeadlineWords(language);
        if (facts.Missed.Count > 0)
        {
            var steps = HeadlineWords.List(
                facts.Missed.Select(step =>
                    language.Format(
                        "headlines.where.step",
                        words.Quote(step.Name),
                        words.Value(step.Figure),
                        words.Target(step.Target!.Value)
                    )
                )
            );
            return language.Count(
                facts.Missed.Count > HeadlineWords.MostNames ? "headlines.where.most" : "headlines.where.missed",
                facts.Missed.Count,
                steps
            );
        }
        return facts.Judged == 0 ? (facts.Weak.Count > 0 ? null : ClearlyLowest(facts, language, words))
            : facts.Judged < facts.Promises ? language["headlines.relationship.NoneMissedAsFarAsKnown"]
            : language.Count(
                facts.Kept == facts.Promises ? "headlines.relationship.AllKept" : "headlines.relationship.NoneMissed",
                facts.Promises
            );
    }

    private static string? ClearlyLowest(RelationshipFacts facts, Language language, HeadlineWords words) =>
        Lowest.Of(facts.Steps, step => step.Figure) is { } step
            ? language.Format("headlines.where.lowest", words.Quote(step.Name), words.Value(step.Figure))
            : null;

    private static string Change(RelationshipFacts facts, Language language)
    {
        string better = Changed(Verdict.Better),
            worse = Changed(Verdict.Worse);
        var day = facts.Before is { } before ? language.DayOn(before) : "";
        return (better.Length > 0, worse.Length > 0) switch
        {
            (true, true) => language.Format("headlines.change.both", day, better, worse),
            (true, false) => language.Format("headlines.change.better", day, better),
            (false, true) => language.Format("headlines.change.worse", day, worse),
            _ when facts.AgainstYearAgo is Verdict.Better => language["headlines.change.yearBetter"],
            _ when facts.AgainstYearAgo is Verdict.Worse => language["headlines.change.yearWorse"],
            _ when facts.AskedDifferentlySince is { } since => language.Format("headlines.change.askedDifferently", language.Since(since)),
            _ when facts.IsCompared => language.Format("headlines.change.none", day),
            _ => language[facts.IsFirst ? "headlines.change.first" : "headlines.change.unknown"],
        };

        string Changed(Verdict verdict) =>
            HeadlineWords.List(
                facts
                    .Steps.Where(step => step.AgainstBefore == verdict)
                    .Select(step => new HeadlineWords(language).Quote(step.Name))
                    .Prepend(facts.AgainstBefore == verdict ? language["headlines.change.overall"] : null)
                    .OfType<string>()
            );
    }
}
