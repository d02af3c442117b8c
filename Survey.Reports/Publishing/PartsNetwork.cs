using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>One shown relationship, for one item: its customer units, its reporting groups, its employment kinds.</summary>
/// <param name="whole">The relationship.</param>
/// <param name="parts">Its customer units and employment kinds.</param>
/// <param name="groups">Its reporting groups with their answers to the item.</param>
internal sealed class PartsNetwork(CellItem whole, IReadOnlyCollection<CellItem> parts, IReadOnlyCollection<(FramedGroup Group, Histogram Answers)> groups)
{
    private readonly Dictionary<long, int> _units =
        Nodes(parts.Where(part => part.Cell.Kind == CellKind.RelationshipUnit).Select(part => part.Cell.CustomerUnitId!.Value), 2);

    /// <summary>What has to be hidden besides.</summary>
    /// <param name="hidden">Cells that are hidden in any case.</param>
    /// <param name="band">A hidden cell of whose number everybody knows what a small group's figure tells; null: none.</param>
    /// <param name="exact">Less than what is exact counts as too few, of people, too, whom no cell keeps apart.</param>
    public HashSet<long> Hide(IReadOnlySet<long> hidden, long? band = null, bool exact = false)
    {
        var kinds = Nodes(parts.Where(part => part.Cell.Kind == CellKind.RelationshipEmployment).Select(part => part.Cell.Employment!), 2 + _units.Count);
        List<Arc> arcs =
        [
            Total(whole, Network.Sink, Network.Source) with { Stays = true },
            .. parts.Select(part => (part.Cell.Kind == CellKind.RelationshipUnit
                ? Total(part, Network.Source, _units[part.Cell.CustomerUnitId!.Value])
                : Total(part, kinds[part.Cell.Employment!], Network.Sink)) with { Goes = hidden.Contains(part.Cell.Id) }),
            .. groups.Select(row => new Arc(
                _units.GetValueOrDefault(row.Group.CustomerUnitId, Network.Source), kinds.GetValueOrDefault(row.Group.Employment ?? "", Network.Sink), null,
                IsTotal: false, row.Answers.N, Least(whole.Cell.MinimumGroup, exact), Arc.Hold(row.Answers.Counts.Select(count => (double)count), row.Answers.N, row.Group.Reached))),
        ];
        var network = new Network(arcs, 2 + _units.Count + kinds.Count, numbersAreOpen: true, whole.Scale.Places);
        Suppression.Hide(network);
        return [.. network.HiddenCells];

        Arc Total(CellItem item, int tail, int head)
        {
            var answers = item.Strata.N == 0 ? item.Scale.Count([]) : item.Strata.Together;
            return new(
                tail, head, item.Cell.Id, IsTotal: true, item.People, Least(item.Needed, exact),
                Arc.Hold(answers.Counts.Select(count => (double)count), item.People, null))
            {
                Band = item.Cell.Id == band ? (item.Cell.MinimumGroup, SmallGroup.Exact - 1) : null,
            };
        }
    }

    private static int Least(int needed, bool exact) => exact ? Math.Max(needed, SmallGroup.Exact) : needed;

    private static Dictionary<T, int> Nodes<T>(IEnumerable<T> names, int first) where T : notnull =>
        names.Distinct().Select((name, index) => (name, index)).ToDictionary(row => row.name, row => first + row.index);
}
