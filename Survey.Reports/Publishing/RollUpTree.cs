using Survey.Db.Results;

namespace Survey.Reports.Publishing;

/// <summary>A roll-up consists of the relationships whose provider (or customer) is the unit or below it.</summary>
internal sealed class RollUpTree
{
    private readonly PublicationFrame _frame;
    private readonly ILookup<long, FramedRelationship> _byProvider;
    private readonly ILookup<long, FramedRelationship> _byCustomer;
    private readonly ILookup<(long, long), FramedRelationship> _byPair;

    public RollUpTree(PublicationFrame frame)
    {
        _frame = frame;
        _byProvider = Under(relationship => relationship.ProviderUnitId);
        _byCustomer = Under(relationship => relationship.CustomerUnitId);
        _byPair = frame.Relationships.ToLookup(relationship => (relationship.ProviderUnitId, relationship.CustomerUnitId));
    }

    public IReadOnlyList<FramedRelationship> RelationshipsOf(PublicationCell cell) =>
        cell.Kind switch
        {
            CellKind.Provider => [.. _byProvider[cell.ProviderUnitId!.Value]],
            CellKind.Customer => [.. _byCustomer[cell.CustomerUnitId!.Value]],
            CellKind.Pair => [.. _byPair[(cell.ProviderUnitId!.Value, cell.CustomerUnitId!.Value)]],
            CellKind.Organisation => _frame.Relationships,
            _ => [_frame.Relationship(cell.RelationshipId!.Value)],
        };

    private ILookup<long, FramedRelationship> Under(Func<FramedRelationship, long> unit) =>
        _frame
            .Relationships.SelectMany(relationship => _frame.Line(unit(relationship)).Select(above => (above, relationship)))
            .ToLookup(pair => pair.above, pair => pair.relationship);
}
