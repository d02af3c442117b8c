using Survey.Db.Results;
using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.Trials;

/// <summary>Numbers the reporting groups of a selection, and knows who is invited in which.</summary>
internal sealed class TrialGroups
{
    private readonly List<FramedGroup> _framed = [];
    private readonly Dictionary<int, List<long>> _invitations = [];
    private readonly Dictionary<long, List<(FramedGroup Group, int Person)>> _people = [];

    public TrialGroups(IReadOnlyList<SelectedRelationship> asked) => asked.ToList().ForEach(Add);

    public IReadOnlyList<FramedGroup> Framed => _framed;

    public IReadOnlyList<IReadOnlyList<long>> Invitations => [.. _invitations.OrderBy(one => one.Key).Select(one => one.Value)];

    /// <summary>A cell of an employment kind, with how many of those invited its reporting groups cover (rule D9).</summary>
    public PublicationCell Covered(PublicationCell cell, OpeningSituation situation)
    {
        if (cell.Kind != CellKind.RelationshipEmployment)
        {
            return cell;
        }
        var invited = _people[cell.RelationshipId!.Value].Where(row => situation.People[row.Person].Employment == cell.Employment).ToList();
        return cell with { People = invited.Count, Covered = invited.Count(row => row.Group.Employment == cell.Employment) };
    }

    private void Add(SelectedRelationship chosen)
    {
        var id = chosen.Relationship.Id;
        var people = _people[id] = [];
        var coarse = chosen.ReportingGroups();
        foreach (var cells in chosen.Cells.Where(cell => cell.Invited.Count > 0).GroupBy(cell => coarse[cell.Cell.Group]))
        {
            var (invited, customers) = (cells.Sum(cell => cell.Invited.Count), cells.Sum(cell => cell.Cell.Customers));
            var (unit, employment) = cells.Key;
            var group = new FramedGroup(_framed.Count + 1, id, unit, employment, invited, invited, customers);
            _framed.Add(group);
            foreach (var person in cells.SelectMany(cell => cell.Invited))
            {
                people.Add((group, person));
                _invitations.TryAdd(person, []);
                _invitations[person].Add(group.Id);
            }
        }
    }
}
