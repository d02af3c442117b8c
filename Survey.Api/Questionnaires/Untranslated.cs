using Survey.Db.Languages;
using Survey.Db.Questionnaires;

namespace Survey.Api.Questionnaires;

/// <summary>Languages in which something has no text, by their own names.</summary>
internal static class Untranslated
{
    public static IReadOnlyList<string> Of(BreakdownPoint step) => Missing([step.Name, step.Question, step.Standard?.Promise]);

    public static IReadOnlyList<string> Of(Question question) =>
        Missing([question.Text, .. (question.Options ?? []).Select(option => option.Text)]);

    public static IReadOnlyList<string> Of(Questionnaire questionnaire) =>
        [
            .. Missing([questionnaire.Name])
                .Concat(questionnaire.BreakdownPoints.SelectMany(Of))
                .Concat(questionnaire.Questions.SelectMany(Of))
                .Distinct(),
        ];

    private static List<string> Missing(IEnumerable<LocalizedText?> texts) =>
        [
            .. Language
                .Codes.Where(code => texts.Any(text => text is not null && !text.Values.ContainsKey(code)))
                .Select(code => Language.Of(code)["language.name"]),
        ];
}
