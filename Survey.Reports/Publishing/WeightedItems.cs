using Survey.Db.Results;

namespace Survey.Reports.Publishing;

/// <summary>
/// Which figures may be weighted by customers (rule C3): those of a relationship each of whose reporting groups is a shown cell by itself.
/// Such a figure follows from what is shown beside it. Anywhere else it would be one equation more than the plain sums, from which
/// a hidden cell, or people whom no cell of the plan keeps apart, could be computed (rule A7): there every answer counts alike.
/// </summary>
internal sealed class WeightedItems
{
    private readonly HashSet<(long Relationship, string Item)> _items;

    /// <param name="items">Of all cells of the plan.</param>
    /// <param name="hidden">Cells and items that are not shown.</param>
    public WeightedItems(PublicationFrame frame, IEnumerable<CellItem> items, IReadOnlySet<(long Cell, string Item)> hidden) =>
        _items = items
            .Where(item => item.Cell.Kind is CellKind.RelationshipUnit or CellKind.RelationshipEmployment && !hidden.Contains((item.Cell.Id, item.Item)))
            .Select(item => (Relationship: item.Cell.RelationshipId!.Value, item.Item, Groups: frame.GroupsOf(item.Cell)))
            .Where(cell => cell.Groups.Count == 1)
            .GroupBy(cell => (cell.Relationship, cell.Item), cell => cell.Groups[0].Id)
            .Where(shown => shown.Distinct().Count() == frame.GroupsOf(shown.Key.Relationship).Count)
            .Select(shown => shown.Key)
            .ToHashSet();

    public bool Contains(long relationshipId, string item) => _items.Contains((relationshipId, item));
}
