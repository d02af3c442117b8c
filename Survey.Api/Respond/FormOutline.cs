using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>One question as the page shows it, with what is asked right after a low answer to it.</summary>
/// <param name="Key">Code of the breakdown point or key of the question.</param>
/// <param name="Step">Name of the breakdown point; null: another question.</param>
public sealed record AskedQuestion(
    string Key, QuestionKind Kind, LocalizedText? Step, LocalizedText Text, IReadOnlyList<Option> Options, bool Required, int? AtMost,
    IReadOnlyList<AskedQuestion> FollowUps);

/// <summary>The order of the page: the journey's steps, other ratings, overall, then what is counted, time lost, and words last.</summary>
internal static class FormOutline
{
    /// <summary>Everything that is asked before the time lost.</summary>
    public static IReadOnlyList<AskedQuestion> Counted(AskedRelationship relationship) =>
    [
        .. relationship.Questionnaire.BreakdownPoints.Select(point => new AskedQuestion(
            point.Code, QuestionKind.Rating, point.Name, point.Question, [], false, null, FollowUps(relationship, point.Code))),
        .. Unconditional(relationship).Where(question => question.Kind != QuestionKind.Text)
            .OrderBy(question => question.Kind != QuestionKind.Rating ? 2 : question.Key == Item.Overall ? 1 : 0)
            .Select(question => Asked(relationship, question)),
    ];

    public static IReadOnlyList<AskedQuestion> Words(AskedRelationship relationship) =>
        [.. Unconditional(relationship).Where(question => question.Kind == QuestionKind.Text).Select(question => Asked(relationship, question))];

    /// <summary>How long it takes to answer about all of them.</summary>
    public static int Minutes(IEnumerable<AskedRelationship> relationships) =>
        AnsweringTime.Minutes(relationships.Select(relationship => Counted(relationship).Count));

    private static IEnumerable<Question> Unconditional(AskedRelationship relationship) =>
        Questions(relationship).Where(question => question.When is null);

    private static IEnumerable<Question> Questions(AskedRelationship relationship) =>
        relationship.Questionnaire.Questions.Where(question => question.Kind != QuestionKind.Text || relationship.AsksComments);

    private static IReadOnlyList<AskedQuestion> FollowUps(AskedRelationship relationship, string key) =>
        [.. Questions(relationship).Where(question => question.When?.Question == key && question.Key != key).Select(question => Asked(relationship, question))];

    private static AskedQuestion Asked(AskedRelationship relationship, Question question) => new(
        question.Key, question.Kind, null, question.Text, question.Options ?? [], question.Required || question.Key == Item.Overall,
        question.When?.AtMost, FollowUps(relationship, question.Key));
}
