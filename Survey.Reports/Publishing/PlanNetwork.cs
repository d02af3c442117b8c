using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>
/// The relationships of a wave with their roll-ups, for one item of which a mean is told: the organisation, the providers' tree, the pairs,
/// the relationships, the customers' tree. Each relationship holds the customers it stands for, as if all had answered either end of the
/// scale: a roll-up with something hidden inside tells no more than its mean.
/// </summary>
internal sealed class PlanNetwork
{
    private readonly Dictionary<(string Tree, long, long), int> _nodes = [];
    private readonly PublicationFrame _frame;
    private readonly WaveAnswers _answers;

    private readonly IReadOnlySet<long>? _overall;

    private PlanNetwork(PublicationFrame frame, WaveAnswers answers, IReadOnlySet<long>? overall) =>
        (_frame, _answers, _overall) = (frame, answers, overall);

    /// <param name="items">The cells that have the item.</param>
    /// <param name="overall">Where the overall rating is hidden; null: these are the overall ratings.</param>
    public static Network Of(
        PublicationFrame frame, WaveAnswers answers, RollUpTree tree, IReadOnlyCollection<CellItem> items, IReadOnlySet<long>? overall)
    {
        var plan = new PlanNetwork(frame, answers, overall);
        var scale = items.First().Scale;
        var byCell = items.ToDictionary(item => item.Cell.Id);
        var relationships = items.Where(item => item.Cell.Kind == CellKind.Relationship)
            .ToDictionary(item => item.Cell.RelationshipId!.Value, plan.Relationship);
        var totals = frame.Cells.Where(cell => cell.RelationshipId is null).Select(cell => plan.Total(
            cell, byCell.GetValueOrDefault(cell.Id), tree.RelationshipsOf(cell).Select(row => relationships.GetValueOrDefault(row.RelationshipId))));
        List<Arc> arcs = [.. relationships.Values, .. totals];
        return new Network(arcs, 2 + plan._nodes.Count, answers.Pooled, [scale.Lowest, scale.Highest]);
    }

    private Arc Relationship(CellItem item)
    {
        var row = _frame.Relationship(item.Cell.RelationshipId!.Value);
        var population = _answers.PopulationOf(row, _frame.GroupsOf(row.RelationshipId));
        var histogram = item.Strata.Parts.SingleOrDefault()?.Answers ?? item.Scale.Count([]);
        var most = _overall is not null && !_overall.Contains(item.Cell.Id) ? population.Rated
            : population.Asked is { } asked ? ResponseRate.MostOf(population.Answered, asked)
            : row.Customers;
        return new(
            Node("pair", row.ProviderUnitId, row.CustomerUnitId), Node("customer", row.CustomerUnitId), item.Cell.Id, IsTotal: false,
            item.People, item.Needed, Arc.Hold(
                Ends(histogram, item.Scale, _answers.Pooled ? histogram.N : population.Told(row.MinimumGroup).Eligible ?? 0), item.People, most))
        {
            Goes = IsHiddenOverall(item.Cell.Id),
        };
    }

    private bool IsHiddenOverall(long cell) => _overall?.Contains(cell) == true;

    private static IEnumerable<double> Ends(Histogram answers, AnswerScale scale, double all)
    {
        var high = answers.N == 0 ? 0 : all * (answers.Mean - scale.Lowest) / (scale.Highest - scale.Lowest);
        return answers.N == 0 ? [0, 0] : [all - high, high];
    }

    /// <summary>Where a cell lacks the item there is an arc that nobody sees.</summary>
    private Arc Total(PublicationCell cell, CellItem? item, IEnumerable<Arc?> parts)
    {
        var (tail, head) = cell.Kind switch
        {
            CellKind.Provider => (Above("provider", cell.ProviderUnitId!.Value, Network.Source), Node("provider", cell.ProviderUnitId.Value)),
            CellKind.Customer => (Node("customer", cell.CustomerUnitId!.Value), Above("customer", cell.CustomerUnitId.Value, Network.Sink)),
            CellKind.Pair => (Node("provider", cell.ProviderUnitId!.Value), Node("pair", cell.ProviderUnitId.Value, cell.CustomerUnitId!.Value)),
            _ => (Network.Sink, Network.Source),
        };
        return new(tail, head, item?.Cell.Id, IsTotal: true, item?.People ?? 0, item?.Needed ?? 0, Arc.HoldAll(parts.OfType<Arc>(), values: 2))
        {
            Goes = IsHiddenOverall(cell.Id),
        };
    }

    private int Above(string tree, long unit, int top) =>
        _frame.Parents.GetValueOrDefault(unit) is { } parent ? Node(tree, parent) : top;

    private int Node(string tree, long unit, long customer = 0) =>
        _nodes.TryGetValue((tree, unit, customer), out var node) ? node : _nodes[(tree, unit, customer)] = 2 + _nodes.Count;
}
