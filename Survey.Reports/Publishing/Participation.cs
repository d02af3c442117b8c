using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>
/// Who took part (rule D6): the response rate of each relationship, and of the whole wave the rate per invitation.
/// Parts of a relationship have none: from their rates a hidden part's number could be computed.
/// </summary>
internal static class Participation
{
    public static IEnumerable<PublishedParticipation> Of(
        PublicationFrame frame, WaveAnswers answers, IEnumerable<PublishedFigure> figures, int? invitations, int? answeredInvitations)
    {
        var overall = figures.Where(figure => figure.Item == Item.Overall).ToDictionary(figure => figure.CellId);
        foreach (var cell in frame.Cells)
        {
            if (cell.Kind == CellKind.Relationship)
            {
                yield return OfRelationship(frame, answers, cell, overall.GetValueOrDefault(cell.Id)?.N);
            }
            else if (cell.Kind == CellKind.Organisation && invitations is not null)
            {
                var rate = ResponseRate.Of(answeredInvitations ?? 0, invitations);
                yield return new(cell.Id, null, invitations, rate.Percent, rate.Band, null);
            }
        }
    }

    private static PublishedParticipation OfRelationship(
        PublicationFrame frame, WaveAnswers answers, PublicationCell cell, int? shownAnswers)
    {
        var relationship = frame.Relationship(cell.RelationshipId!.Value);
        var population = answers.PopulationOf(relationship, frame.GroupsOf(cell));
        var rate = ResponseRate.Of(population.Answered, population.Asked);
        var mayTell = population.Asked is not null && shownAnswers is { } n
            && SmallGroup.MayTell(population.NoContact, n, cell.MinimumGroup);
        return new(
            cell.Id, relationship.Customers, population.Asked, rate.Percent, rate.Band,
            mayTell ? Rounded.Percent(population.NoContact / (double)population.Answered) : null);
    }
}
