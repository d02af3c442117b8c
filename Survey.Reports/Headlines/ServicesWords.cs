using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Contents;

namespace Survey.Reports.Headlines;

internal sealed class ServicesWords(ServicesFacts facts, Language language)
{
    private readonly HeadlineWords _words = new(language);

    /// <param name="rating">The sentence if there is nothing to say but the rating.</param>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(rating))]
    public string? Title(string? rating)
    {
        var chosen = ServicesTitles.Choose(facts);
        var key = $"headlines.services.{chosen}";
        return chosen switch
        {
            ServicesTitle.OnlyOneMisses => language.Format(key, Name(facts.Missing[0])),
            ServicesTitle.Weak => language.Count(
                key,
                facts.Weak.Count,
                Name(facts.Weak[0].Relationship),
                _words.Quote(facts.Weak[0].Step!),
                _words.Value(facts.Weak[0].Figure)
            ),
            ServicesTitle.Missing => Missing(),
            ServicesTitle.BetterAndWorse => language.Format(key, facts.Better.Count, facts.Worse.Count),
            ServicesTitle.Worse => language.Count(Ordered(key, facts.Worse), facts.Worse.Count, Name(facts.Worse[0])),
            ServicesTitle.Better => language.Count(Ordered(key, facts.Better), facts.Better.Count, Name(facts.Better[0])),
            ServicesTitle.Rating => rating,
            _ => language[key],
        };
    }

    /// <summary>Services that miss a target, without the one in the title; else the lowest rated one; null: nothing can be said.</summary>
    public string? Where() =>
        facts switch
        {
            { Weak.Count: > 0, Missing.Count: > 0 } => Missing(),
            { Missing.Count: 1 } => null,
            { Missing: { Count: > 1, HasFirst: true } } => language.Format("headlines.services.furthest", Names(facts.Missing)),
            { Missing.Count: > 1 } => language.Format("headlines.services.short", Names(facts.Missing)),
            { AnyJudged: true } => language["headlines.services.NoneMissing"],
            { Weak.Count: 0, Lowest: { } lowest } => language.Format(
                "headlines.services.lowest",
                Name(lowest.Relationship),
                _words.Value(lowest.Cell.Of(Item.Overall)!)
            ),
            _ => null,
        };

    /// <summary>Services rated higher or lower than before; null: the title says it.</summary>
    public string? Change() =>
        (facts.Better.Count > 0, facts.Worse.Count > 0) switch
        {
            _ when ServicesTitles.Choose(facts) is ServicesTitle.Better or ServicesTitle.Worse
                    && facts.Better.Count + facts.Worse.Count == 1 => null,
            (true, true) => language.Format("headlines.services.changeBoth", Names(facts.Better), Names(facts.Worse)),
            (true, false) => language.Format("headlines.services.changeBetter", Names(facts.Better)),
            (false, true) => language.Format("headlines.services.changeWorse", Names(facts.Worse)),
            _ => language[facts.AnyCompared ? "headlines.services.NoChange" : "headlines.services.changeUnknown"],
        };

    private string Missing() =>
        language.Count(
            Ordered($"headlines.services.{ServicesTitle.Missing}", facts.Missing),
            facts.Missing.Count,
            facts.Promising,
            Name(facts.Missing[0])
        );

    private string Name(ReportedRelationship relationship) => _words.Quote(relationship.Title(language));

    private string Names(Ranked<ReportedRelationship> relationships) => HeadlineWords.List(relationships.All.Select(Name));

    /// <summary>Without "most of all" if no service is ahead of the others.</summary>
    private static string Ordered(string key, Ranked<ReportedRelationship> relationships) => relationships.HasFirst ? key : key + "Some";
}
