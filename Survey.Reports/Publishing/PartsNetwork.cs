using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>One shown relationship, for one item: its customer units, its reporting groups, its employment kinds.</summary>
internal static class PartsNetwork
{
    /// <param name="whole">The relationship.</param>
    /// <param name="parts">Its customer units and employment kinds.</param>
    /// <param name="hidden">Cells that are hidden in any case.</param>
    /// <param name="groups">Its reporting groups with their answers to the item.</param>
    public static Network Of(
        CellItem whole, IReadOnlyCollection<CellItem> parts, HashSet<long> hidden, IReadOnlyCollection<(FramedGroup Group, Histogram Answers)> groups)
    {
        var units = Nodes(parts.Where(part => part.Cell.Kind == CellKind.RelationshipUnit).Select(part => part.Cell.CustomerUnitId!.Value), 2);
        var kinds = Nodes(parts.Where(part => part.Cell.Kind == CellKind.RelationshipEmployment).Select(part => part.Cell.Employment!), 2 + units.Count);
        List<Arc> arcs =
        [
            Total(whole, Network.Sink, Network.Source) with { Stays = true },
            .. parts.Select(part => (part.Cell.Kind == CellKind.RelationshipUnit
                ? Total(part, Network.Source, units[part.Cell.CustomerUnitId!.Value])
                : Total(part, kinds[part.Cell.Employment!], Network.Sink)) with { Goes = hidden.Contains(part.Cell.Id) }),
            .. groups.Select(row => new Arc(
                units.GetValueOrDefault(row.Group.CustomerUnitId, Network.Source), kinds.GetValueOrDefault(row.Group.Employment ?? "", Network.Sink), null,
                IsTotal: false, row.Answers.N, whole.Cell.MinimumGroup, Arc.Hold(row.Answers.Counts.Select(count => (double)count), row.Answers.N, row.Group.Reached))),
        ];
        return new Network(arcs, 2 + units.Count + kinds.Count, numbersAreOpen: true, whole.Scale.Places);
    }

    private static Arc Total(CellItem item, int tail, int head)
    {
        var answers = item.Strata.N == 0 ? item.Scale.Count([]) : item.Strata.Together;
        return new(tail, head, item.Cell.Id, IsTotal: true, item.People, item.Needed, Arc.Hold(answers.Counts.Select(count => (double)count), item.People, null));
    }

    private static Dictionary<T, int> Nodes<T>(IEnumerable<T> names, int first) where T : notnull =>
        names.Distinct().Select((name, index) => (name, index)).ToDictionary(row => row.name, row => first + row.index);
}
