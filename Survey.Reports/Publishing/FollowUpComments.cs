using Survey.Db.Comments;
using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Reports.Publishing;

/// <summary>
/// Comments that somebody was asked for because of a low rating, where that rating's distribution is not shown: their number would tell how many
/// such ratings there are at least (rules A6, A7). They are read among those that everybody was asked for; without such a question, nowhere.
/// </summary>
internal static class FollowUpComments
{
    public static IEnumerable<ReadAs> Of(PublicationFrame frame, IEnumerable<PublishedFigure> figures)
    {
        var exact = figures.Where(figure => figure.Shares is not null).Select(figure => (figure.CellId, figure.Item)).ToHashSet();
        return from cell in frame.Cells
               where cell.Kind == CellKind.Relationship
               let questions = frame.Questionnaires[frame.Relationship(cell.RelationshipId!.Value).QuestionnaireId].TextQuestions.ToList()
               from question in questions
               where question.When is { } condition && !exact.Contains((cell.Id, condition.Question))
               select new ReadAs(cell.RelationshipId!.Value, question.Key, questions.Find(other => other.When is null)?.Key);
    }
}
