using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>Adds up each cell of the publication plan from its relationships and reporting groups.</summary>
internal sealed class CellComposer(PublicationFrame frame, WaveAnswers answers, RollUpTree tree, Participation participation)
{
    private readonly Dictionary<long, IReadOnlyList<CellItem>> _relationships = frame
        .Cells.Where(cell => cell.Kind == CellKind.Relationship)
        .ToDictionary(
            cell => cell.RelationshipId!.Value,
            cell =>
                (IReadOnlyList<CellItem>)
                    [.. answers.Of(cell, frame.Relationship(cell.RelationshipId!.Value), frame.GroupsOf(cell.RelationshipId.Value))]
        );

    private readonly RollUpNames _names = new(frame, tree);

    public IEnumerable<CellItem> Compose() => frame.Cells.SelectMany(Of);

    private IEnumerable<CellItem> Of(PublicationCell cell) =>
        cell switch
        {
            { Kind: CellKind.Relationship } => _relationships[cell.RelationshipId!.Value],
            { RelationshipId: { } id } => answers
                .Of(cell, frame.Relationship(id), frame.GroupsOf(cell))
                .Where(item => item.IsBreakdownPoint || item.Item == Item.Overall),
            _ => OfRollUp(cell, tree.RelationshipsOf(cell)),
        };

    /// <summary>Steps only if all relationships follow one journey: the same code in another journey is another step.</summary>
    private IEnumerable<CellItem> OfRollUp(PublicationCell cell, IReadOnlyList<FramedRelationship> relationships)
    {
        var oneJourney = relationships.Select(relationship => relationship.JourneyId).Distinct().Count() == 1;
        return relationships
            .SelectMany(relationship =>
                _relationships[relationship.RelationshipId].Select(item => (relationship.RelationshipId, Item: item))
            )
            .Where(row => row.Item.Item is Item.Overall or WaveAnswers.TimeLost || row.Item.IsBreakdownPoint && oneJourney)
            .GroupBy(row => row.Item.Item)
            .Select(item =>
                relationships.Count == 1
                    ? item.First().Item with
                    {
                        Cell = cell,
                    }
                    : item.First().Item with
                    {
                        Cell = cell,
                        Name = _names.Of(cell),
                        Answers = WeightedAnswers.Together([
                            .. item.Select(row =>
                                (row.Item.Answers, participation.WeightOf(row.RelationshipId) ?? row.Item.Answers.People)
                            ),
                        ]),
                        DoesNotApply = 0,
                    }
            );
    }
}
