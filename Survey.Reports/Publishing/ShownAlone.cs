using Survey.Db.Results;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Publishing;

/// <summary>What is shown of each relationship by itself, and so may enter a figure over several.</summary>
internal sealed class ShownAlone
{
    private readonly HashSet<(long Relationship, string Item)> _exact = [];
    private readonly HashSet<(long Relationship, string Item)> _small = [];

    /// <param name="items">Of all cells.</param>
    /// <param name="hidden">Cells and items that are not shown.</param>
    public ShownAlone(IEnumerable<CellItem> items, IReadOnlySet<(long Cell, string Item)> hidden)
    {
        foreach (var item in items.Where(item => item.Cell.Kind == CellKind.Relationship && !hidden.Contains((item.Cell.Id, item.Item))))
        {
            if (item.People >= item.Needed)
            {
                (item.People >= SmallGroup.Exact ? _exact : _small).Add((item.Cell.RelationshipId!.Value, item.Item));
            }
        }
    }

    /// <summary>With its distribution.</summary>
    public bool IsExact(long relationship, string item) => _exact.Contains((relationship, item));

    /// <summary>Coarsely, as a small group.</summary>
    public bool IsSmall(long relationship, string item) => _small.Contains((relationship, item));
}
