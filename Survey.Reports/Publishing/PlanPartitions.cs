using Survey.Db.Results;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Publishing;

/// <summary>Which cells of a publication plan add up to which others, item by item.</summary>
internal static class PlanPartitions
{
    /// <summary>The partitions of every total of the plan that has the item.</summary>
    /// <param name="items">The cells that have the item, by id.</param>
    public static IReadOnlyList<Partition> Of(PublicationFrame frame, IReadOnlyDictionary<long, CellItem> items)
    {
        var cells = items.Values.Select(item => item.Cell).ToList();
        var within = cells.Where(cell => cell.Kind is CellKind.RelationshipUnit or CellKind.RelationshipEmployment)
            .ToLookup(cell => (cell.Kind, cell.RelationshipId));
        var pairs = cells.Where(cell => cell.Kind == CellKind.Pair).ToList();
        var byProvider = pairs.ToLookup(cell => cell.ProviderUnitId);
        var byCustomer = pairs.ToLookup(cell => cell.CustomerUnitId);
        var providers = cells.Where(cell => cell.Kind == CellKind.Provider).ToLookup(cell => Parent(cell.ProviderUnitId));
        var customers = cells.Where(cell => cell.Kind == CellKind.Customer).ToLookup(cell => Parent(cell.CustomerUnitId));
        var relationships = cells.Where(cell => cell.Kind == CellKind.Relationship)
            .ToLookup(cell => (frame.Relationship(cell.RelationshipId!.Value).ProviderUnitId, frame.Relationship(cell.RelationshipId!.Value).CustomerUnitId));
        return [.. cells.SelectMany(PartitionsOf).Where(partition => partition.Parts.Count > 0 || partition.Leftover > 0)];

        IEnumerable<Partition> PartitionsOf(PublicationCell cell) => cell.Kind switch
        {
            CellKind.Relationship => [
                Whole(cell, within[(CellKind.RelationshipUnit, cell.RelationshipId)]),
                Whole(cell, within[(CellKind.RelationshipEmployment, cell.RelationshipId)])],
            CellKind.Pair => [Whole(cell, relationships[(cell.ProviderUnitId!.Value, cell.CustomerUnitId!.Value)])],
            CellKind.Provider => [Whole(cell, byProvider[cell.ProviderUnitId].Concat(providers[cell.ProviderUnitId]))],
            CellKind.Customer => [Whole(cell, byCustomer[cell.CustomerUnitId].Concat(customers[cell.CustomerUnitId]))],
            CellKind.Organisation => [Whole(cell, providers[null]), Whole(cell, customers[null])],
            _ => [],
        };

        Partition Whole(PublicationCell total, IEnumerable<PublicationCell> parts)
        {
            var ids = parts.Select(part => part.Id).ToList();
            return new(total.Id, ids, ids.Count == 0 ? 0 : items[total.Id].People - ids.Sum(id => items[id].People));
        }

        long? Parent(long? unit) => frame.Parents.GetValueOrDefault(unit!.Value);
    }
}
