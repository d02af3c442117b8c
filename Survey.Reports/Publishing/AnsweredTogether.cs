using Survey.Db.Results;

namespace Survey.Reports.Publishing;

/// <summary>How many people answered, of those asked about any relationship of a roll-up (rule D7).</summary>
internal sealed class AnsweredTogether
{
    private readonly Dictionary<long, int> _people = [];

    public AnsweredTogether(PublicationFrame frame, RollUpTree tree, IReadOnlyList<AskedTogether> askedTogether)
    {
        var cells = frame
            .Cells.Where(cell => cell.RelationshipId is null)
            .SelectMany(cell => tree.RelationshipsOf(cell), (cell, row) => (cell.Id, row.RelationshipId))
            .SelectMany(pair => frame.GroupsOf(pair.RelationshipId), (pair, group) => (Group: group.Id, pair.Id))
            .ToLookup(pair => pair.Group, pair => pair.Id);
        foreach (var set in askedTogether)
        {
            foreach (var cell in set.ReportingGroups.SelectMany(id => cells[id]).Distinct())
            {
                _people[cell] = _people.GetValueOrDefault(cell) + set.People;
            }
        }
    }

    public int Of(PublicationCell cell) => _people.GetValueOrDefault(cell.Id);
}
