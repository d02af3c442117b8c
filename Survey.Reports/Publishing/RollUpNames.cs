using Survey.Db.Results;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Publishing;

/// <summary>
/// What the figure key calls roll-ups. Those of the same relationships, such as a unit and its only parent, have the name of the first of
/// them, and one of a single relationship has that one's: the same answers are moved alike and give the same figure. Moves of their own
/// would average out.
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
