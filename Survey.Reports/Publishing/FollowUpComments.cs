using Survey.Db.Results;
using Survey.Db.WaveLifecycle;

namespace Survey.Reports.Publishing;

/// <summary>
/// Comments to a follow-up of a low rating: their number discloses a minimum of such ratings (rules A6, A7). They are shown among comments
/// that everybody was asked for; without such a question, nowhere.
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
