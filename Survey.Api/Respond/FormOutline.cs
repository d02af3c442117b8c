using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>One question of the page, with the follow-up that is asked after a low answer.</summary>
/// <param name="Key">Code of the breakdown point or key of the question.</param>
/// <param name="Step">Name of the breakdown point; null: another question.</param>
public sealed record AskedQuestion(
    string Key,
    QuestionKind Kind,
    RatingScale Scale,
    LocalizedText? Step,
    LocalizedText Text,
    IReadOnlyList<Option> Options,
    bool Required,
    int? AtMost,
    IReadOnlyList<AskedQuestion> FollowUps
);

/// <summary>
/// The order of the page: overall first (rule D10), the journey's steps, other counted questions, time lost, and texts last.
/// </summary>
internal static class FormOutline
{
    /// <summary>Questions between overall and the time lost.</summary>
    public static IReadOnlyList<AskedQuestion> Counted(AskedRelationship relationship) =>
        [
            .. relationship.Questionnaire.BreakdownPoints.Select(point => new AskedQuestion(
                point.Code,
                QuestionKind.Rating,
                point.Scale,
                point.Name,
                point.Question,
                [],
                false,
                null,
                FollowUps(relationship, point.Code)
            )),
            .. Unconditional(relationship)
                .Where(question => question.Kind.IsCounted() && question.Key != Item.Overall)
                .Select(question => Asked(relationship, question)),
        ];

    public static AskedQuestion Overall(AskedRelationship relationship) => Asked(relationship, relationship.Questionnaire.Overall);

    public static IReadOnlyList<AskedQuestion> Words(AskedRelationship relationship) =>
        [.. Unconditional(relationship).Where(question => !question.Kind.IsCounted()).Select(question => Asked(relationship, question))];

    private static IEnumerable<Question> Unconditional(AskedRelationship relationship) =>
        Questions(relationship).Where(question => question.When is null);

    private static IEnumerable<Question> Questions(AskedRelationship relationship) =>
        relationship.Questionnaire.Questions.Where(question => question.Kind.IsCounted() || relationship.AsksComments);

    private static IReadOnlyList<AskedQuestion> FollowUps(AskedRelationship relationship, string key) =>
        [
            .. Questions(relationship)
                .Where(question => question.When?.Question == key && question.Key != key)
                .Select(question => Asked(relationship, question)),
        ];

    private static AskedQuestion Asked(AskedRelationship relationship, Question question) =>
        new(
            question.Key,
            question.Kind,
            question.Scale,
            null,
            question.Text,
            question.Options ?? [],
            question.Required || question.Key == Item.Overall,
            question.When?.AtMost,
            FollowUps(relationship, question.Key)
        );
}
