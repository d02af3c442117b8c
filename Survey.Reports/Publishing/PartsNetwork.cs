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

    /// <param name="hidden">Cells that are hidden in any case.</param>
    /// <param name="coarse">One of them of which its own figure may be known; null: none.</param>
    /// <param name="enough">The answers that exact figures may leave of each other; 0: as many as the plan asks for.</param>
    public Network Of(IReadOnlySet<long> hidden, long? coarse = null, int enough = 0)
    {
        var kinds = Nodes(parts.Where(part => part.Cell.Kind == CellKind.RelationshipEmployment).Select(part => part.Cell.Employment!), 2 + _units.Count);
        List<Arc> arcs =
        [
            Total(whole, Network.Sink, Network.Source) with { Stays = true },
            .. parts.Select(part => (part.Cell.Kind == CellKind.RelationshipUnit
                ? Total(part, Network.Source, _units[part.Cell.CustomerUnitId!.Value])
                : Total(part, kinds[part.Cell.Employment!], Network.Sink)) with
            {
                Goes = hidden.Contains(part.Cell.Id),
                Coarse = part.Cell.Id == coarse ? Coarse.Of(AnswersOf(part), part.Cell.MinimumGroup) : null,
            }),
            .. groups.Select(row => new Arc(
                _units.GetValueOrDefault(row.Group.CustomerUnitId, Network.Source), kinds.GetValueOrDefault(row.Group.Employment ?? "", Network.Sink), null,
                IsTotal: false, row.Answers.N, whole.Cell.MinimumGroup, Hold(row.Answers, row.Group.Reached))
            {
                Coarse = IsAlone(row.Group, row.Answers.N) ? null : Unshown(Coarse.Of(row.Answers, whole.Cell.MinimumGroup)),
                Enough = Math.Max(whole.Cell.MinimumGroup, enough),
            }),
        ];
        return new Network(arcs, 2 + _units.Count + kinds.Count, numbersAreOpen: true, whole.Scale.Places);
    }

    /// <summary>Without a figure not even the band is known, and a mean computed as coarsely as it could be shown says nothing but at an open end.</summary>
    private static Coarse? Unshown(Coarse? figure) => figure is null or { Down: not null, Up: not null } ? null : figure with { Band = null };

    /// <summary>A cell holds nobody else: what may be known of the group is decided there.</summary>
    private bool IsAlone(FramedGroup group, int answers) => parts.Any(part =>
        part.People == answers && (part.Cell.CustomerUnitId == group.CustomerUnitId || part.Cell.Employment is { } kind && kind == group.Employment));

    private static Arc Total(CellItem item, int tail, int head) =>
        new(tail, head, item.Cell.Id, IsTotal: true, item.People, item.Needed, Hold(AnswersOf(item), null));

    private static Histogram AnswersOf(CellItem item) => item.Strata.N == 0 ? item.Scale.Count([]) : item.Strata.Together;

    private static double[] Hold(Histogram answers, int? most) => Arc.Hold(answers.Counts.Select(count => (double)count), answers.N, most);

    private static Dictionary<T, int> Nodes<T>(IEnumerable<T> names, int first) where T : notnull =>
        names.Distinct().Select((name, index) => (name, index)).ToDictionary(row => row.name, row => first + row.index);
}
