using Survey.Db.Results;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Publishing;

/// <summary>
/// Names of roll-ups for the figure key. Roll-ups of the same relationships have the name of the first of them, or of their single
/// relationship: the same answers get the same moves and give the same figure. Different moves would average out.
/// </summary>
internal sealed class RollUpNames
{
    private readonly PublicationFrame _frame;
    private readonly RollUpTree _tree;
    private readonly Dictionary<string, PublicationCell> _first;

    public RollUpNames(PublicationFrame frame, RollUpTree tree)
    {
        (_frame, _tree) = (frame, tree);
        _first = frame
            .Cells.Where(cell => cell.RelationshipId is null || cell.Kind == CellKind.Relationship)
            .OrderBy(cell => cell.RelationshipId is null)
            .ThenBy(cell => cell.Id)
            .GroupBy(PartsOf)
            .ToDictionary(cells => cells.Key, cells => cells.First());
    }

    public CellName Of(PublicationCell cell) => CellNames.Of(_frame, cell.RelationshipId is null ? _first[PartsOf(cell)] : cell);

    private string PartsOf(PublicationCell cell) =>
        string.Join(' ', _tree.RelationshipsOf(cell).Select(relationship => relationship.RelationshipId).Order());
}
