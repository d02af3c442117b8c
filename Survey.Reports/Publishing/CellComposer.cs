using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>Adds up each cell of the publication plan from the relationships and reporting groups it is made of.</summary>
/// <param name="shown">Null: not decided yet.</param>
internal sealed class CellComposer(
    PublicationFrame frame, WaveAnswers answers, RollUpTree tree, IReadOnlyList<AskedTogether>? askedTogether,
    ShownAlone? shown = null)
{
    private readonly Dictionary<long, IReadOnlyList<ItemAnswers>> _relationships = frame.Relationships.ToDictionary(
        relationship => relationship.RelationshipId,
        relationship => answers.Of(relationship, frame.GroupsOf(relationship.RelationshipId)));

    public IReadOnlyList<CellItem> Compose()
    {
        var people = askedTogether is null || shown is null ? null : new AnsweredTogether(frame, tree, askedTogether, shown);
        return [.. frame.Cells.SelectMany(cell => cell.RelationshipId is { } id
            ? OfRelationship(cell, frame.Relationship(id))
            : OfRollUp(cell, tree.RelationshipsOf(cell), people))];
    }

    /// <summary>All customers: every item. A part of them: the overall rating and the breakdown points, as the plan says.</summary>
    private IEnumerable<CellItem> OfRelationship(PublicationCell cell, FramedRelationship relationship)
    {
        var items = cell.Kind == CellKind.Relationship
            ? _relationships[relationship.RelationshipId]
            : answers.Of(relationship, frame.GroupsOf(cell)).Where(item => item.IsBreakdownPoint || item.Item == Item.Overall);
        return items.Select(item => new CellItem(cell, item.Item, item.Scale, new Strata([item.Stratum]), item.People, item.IsBreakdownPoint));
    }

    /// <summary>
    /// The overall rating and work time lost; the breakdown points only where all relationships follow the same journey,
    /// because a step of another journey is another step even under the same code.
    /// </summary>
    private IEnumerable<CellItem> OfRollUp(
        PublicationCell cell, IReadOnlyList<FramedRelationship> relationships, AnsweredTogether? people)
    {
        var oneJourney = relationships.Select(relationship => relationship.JourneyId).Distinct().Count() == 1;
        return relationships.SelectMany(relationship => _relationships[relationship.RelationshipId].Select(item => (Relationship: relationship, Item: item)))
            .Where(row => row.Item.Item is Item.Overall or WaveAnswers.TimeLost || row.Item.IsBreakdownPoint && oneJourney)
            .GroupBy(row => row.Item.Item, row => PartOf(row.Relationship, row.Item))
            .Select(item => new CellItem(
                cell, item.Key, item.First().Scale,
                new Strata(item.Select(part => part.Stratum), people?.Of(cell, item.Sum(part => part.Stratum.Fewest)), answers.Pooled),
                item.Sum(part => part.People), item.First().IsBreakdownPoint));
    }

    /// <summary>
    /// What enters a roll-up of a relationship whose distribution is not shown: its mean, of a small group as it is shown, but of work time
    /// lost, which has none, nothing at all, not even the number. So such a figure, like every distribution, follows from what its
    /// relationships show by themselves, and however roll-ups overlap (units and those above them, providers and customers), no difference
    /// between them tells of anything else (rules A6, A7).
    /// </summary>
    private ItemAnswers PartOf(FramedRelationship relationship, ItemAnswers item)
    {
        if (shown is null || shown.IsExact(relationship.RelationshipId, item.Item))
        {
            return item;
        }
        var stratum = item.Stratum;
        return item.Item == WaveAnswers.TimeLost
            ? item with { Stratum = stratum with { Answers = item.Scale.Count([]) }, People = 0 }
            : item with { Stratum = InBand(relationship, item.Item, stratum) with { IsTold = false } };
    }

    private Stratum InBand(FramedRelationship relationship, string item, Stratum stratum)
    {
        var rated = shown!.IsSmall(relationship.RelationshipId, Item.Overall)
            ? stratum with { Population = stratum.Population.Around(SmallGroup.Middle(relationship.MinimumGroup)) }
            : stratum;
        return shown.IsSmall(relationship.RelationshipId, item) ? rated with { StandIn = StandIn.Of(stratum.Answers, relationship.MinimumGroup) } : rated;
    }
}
