namespace Survey.Reports.Disclosure;

/// <summary>
/// What is left of a shown total when its shown parts, and those that can be computed, are taken away is known: it has to be the answers of
/// nobody or of enough people.
/// </summary>
internal static class SmallSums
{
    /// <summary>Hides the smallest neighbours of what is left until it is enough everywhere.</summary>
    public static void Hide(Network network, Containers containers)
    {
        for (var before = -1; before < network.Steps;)
        {
            before = network.Steps;
            var touched = new HashSet<int>();
            foreach (var rest in Rests(network).Where(rest => IsSmall(rest) && !touched.Overlaps(rest.Nodes)))
            {
                if (Neighbour(network, rest) is { } arc)
                {
                    network.Hide(arc);
                    touched.UnionWith([network.Arcs[arc].Tail, network.Arcs[arc].Head]);
                }
            }
            foreach (var arc in touched.Count == 0 ? Leftovers.Neighbours(network, containers) : [])
            {
                network.Hide(arc);
            }
        }
    }

    /// <summary>With the parts that can be computed, and without.</summary>
    private static List<Rest> Rests(Network network) =>
        [.. Rests(network, [.. Enumerable.Range(0, network.Arcs.Length).Select(network.IsHidden)]), .. Rests(network, OpenArcs.Of(network))];

    /// <summary>Nodes between which only hidden totals run, with the hidden parts that start or end there.</summary>
    private sealed record Rest(HashSet<int> Nodes, int Answers, int Minimum, bool IsOfBothTrees);

    private static bool IsSmall(Rest rest) => rest is { Answers: > 0, IsOfBothTrees: false } && rest.Answers < rest.Minimum;

    private static List<Rest> Rests(Network network, bool[] open)
    {
        var seen = new bool[network.Touching.Length];
        var rests = new List<Rest>();
        for (var node = 0; node < seen.Length; node++)
        {
            if (!seen[node] && Array.Exists(network.Touching[node], arc => open[arc]))
            {
                rests.Add(Of(network, node, seen, open));
            }
        }
        return rests;
    }

    private static Rest Of(Network network, int first, bool[] seen, bool[] open)
    {
        var nodes = new HashSet<int> { first };
        var waiting = new Stack<int>(nodes);
        var (answers, minimum) = (0, 0);
        while (waiting.TryPop(out var node))
        {
            seen[node] = true;
            foreach (var arc in network.Touching[node])
            {
                var row = network.Arcs[arc];
                if (!open[arc])
                {
                    continue;
                }
                if (!row.IsTotal && row.N > 0)
                {
                    (answers, minimum) = (answers + row.N, Math.Max(minimum, row.Enough));
                }
                else if (row.IsTotal && nodes.Add(row.Tail == node ? row.Head : row.Tail))
                {
                    waiting.Push(row.Tail == node ? row.Head : row.Tail);
                }
            }
        }
        return new(nodes, answers, minimum, nodes.Contains(Network.Source) && nodes.Contains(Network.Sink));
    }

    private static int? Neighbour(Network network, Rest rest) => Smallest(network, rest.Nodes.SelectMany(node => network.Touching[node]));

    /// <summary>Of the shown arcs among some, that which loses the fewest answers; null: all have to stay.</summary>
    internal static int? Smallest(Network network, IEnumerable<int> arcs) =>
        arcs.Where(arc => !network.IsHidden(arc) && !network.Arcs[arc].Stays && network.Arcs[arc].N > 0)
            .OrderBy(arc => network.Arcs[arc].N).ThenBy(arc => arc)
            .Select(arc => (int?)arc).FirstOrDefault();
}
