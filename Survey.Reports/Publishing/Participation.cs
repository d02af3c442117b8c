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
                yield return OfRelationship(frame, answers, cell, Known(cell, overall.GetValueOrDefault(cell.Id)));
            }
            else if (cell.Kind == CellKind.Organisation && invitations is not null)
            {
                var rate = ResponseRate.Of(answeredInvitations ?? 0, invitations);
                yield return new(cell.Id, null, invitations, rate.Percent, rate.Band, null);
            }
        }
    }

    private static int? Known(PublicationCell cell, PublishedFigure? figure) =>
        figure?.N ?? (figure?.NBand is null ? null : SmallGroup.Only(cell.MinimumGroup));

    private static PublishedParticipation OfRelationship(
        PublicationFrame frame, WaveAnswers answers, PublicationCell cell, int? shownAnswers)
    {
        var relationship = frame.Relationship(cell.RelationshipId!.Value);
        var population = answers.PopulationOf(relationship, frame.GroupsOf(cell));
        var (rate, noContact) = Of(population, shownAnswers, cell.MinimumGroup);
        return new(cell.Id, relationship.Customers, population.Asked, rate.Percent, rate.Band, noContact);
    }

    /// <summary>
    /// Beside an exact number of ratings an exact rate tells how many had no contact. Where that may not be told, the rate is a band that
    /// fits every number that it may be.
    /// </summary>
    /// <param name="shownAnswers">Of the overall rating, as far as published; null: not exactly.</param>
    /// <returns>The response rate and the per cent without contact; null: not told.</returns>
    internal static (ResponseRate Rate, int? NoContact) Of(Population population, int? shownAnswers, int minimumGroup)
    {
        if (population.Asked is not > 0)
        {
            return default;
        }
        var asked = population.Asked.Value;
        if (NoContact.MayTell(population.NoContact, shownAnswers, asked, minimumGroup))
        {
            return (ResponseRate.Of(population.Answered, asked), Rounded.Percent(population.NoContact / (double)population.Answered));
        }
        var (fewest, most) = shownAnswers is { } shown ? NoContact.Range(shown, asked, minimumGroup) : default;
        var ratings = shownAnswers ?? population.Answered;
        return (ResponseRate.Between(ratings + fewest, ratings + most, asked), null);
    }
}
