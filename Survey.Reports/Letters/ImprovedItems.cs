using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Reports.Letters;

/// <summary>Names of what clearly got better, in the same words in the e-mail and after answering.</summary>
public static class ImprovedItems
{
    /// <summary>Steps that the questionnaire no longer has are left out.</summary>
    public static IReadOnlyList<string> Names(Questionnaire questionnaire, IReadOnlyCollection<string> items, Language language) =>
        [
            .. items.Contains(Item.Overall) ? [language["headlines.change.overall"]] : Array.Empty<string>(),
            .. questionnaire.BreakdownPoints.Where(point => items.Contains(point.Code)).Select(point => point.Name.In(language.Code)),
        ];
}
