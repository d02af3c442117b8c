using Survey.Db.Comments;
using Survey.Db.Results;

namespace Survey.Reports.Publishing;

/// <summary>
/// Comments that somebody was asked for because of a low rating: their number tells how many such ratings there are at least (rules A6, A7).
/// They are read among those that everybody was asked for; without such a question, nowhere.
/// </summary>
internal static class FollowUpComments
{
    public static IEnumerable<ReadAs> Of(PublicationFrame frame) =>
        from relationship in frame.Relationships
        let questions = frame.Questionnaires[relationship.QuestionnaireId].TextQuestions.ToList()
        from question in questions
        where question.When is not null
        select new ReadAs(relationship.RelationshipId, question.Key, questions.Find(other => other.When is null)?.Key);
}
