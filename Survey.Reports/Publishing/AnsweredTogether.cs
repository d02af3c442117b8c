using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Reports.Publishing;

/// <summary>
/// How many people the answers in a roll-up come from, at least (rule D7). Only those count who were asked about a relationship that shows its
/// distribution: an interval tells their number, and of any other it would tell how many can have answered there.
/// </summary>
internal sealed class AnsweredTogether
{
    private readonly Dictionary<long, int> _people = [];
    private readonly Dictionary<long, int> _relationships;
    private readonly int _most;

    public AnsweredTogether(PublicationFrame frame, RollUpTree tree, IReadOnlyList<AskedTogether> askedTogether, ShownAlone shown)
    {
        var rollUps = frame.Cells.Where(cell => cell.RelationshipId is null).Select(cell => (cell.Id, Relationships: tree.RelationshipsOf(cell))).ToList();
        _relationships = rollUps.ToDictionary(cell => cell.Id, cell => cell.Relationships.Count);
        _most = askedTogether.Select(set => set.ReportingGroups.Length).DefaultIfEmpty(1).Max();
        var cells = rollUps.SelectMany(cell => cell.Relationships, (cell, row) => (cell.Id, row.RelationshipId))
            .Where(pair => shown.IsExact(pair.RelationshipId, Item.Overall))
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

    /// <summary>Nobody answers about more relationships than one is asked about.</summary>
    /// <param name="answers">The fewest that there may be as far as is told.</param>
    public int Of(PublicationCell cell, int answers)
    {
        var each = Math.Min(_most, _relationships[cell.Id]);
        return Math.Max(_people.GetValueOrDefault(cell.Id), (answers + each - 1) / each);
    }
}
