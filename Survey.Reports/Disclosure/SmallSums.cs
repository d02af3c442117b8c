namespace Survey.Reports.Disclosure;

/// <summary>
/// What is left of a shown total when its shown parts are taken away is known: it has to be the answers of nobody or of enough people.
/// </summary>
internal static class SmallSums
{
    /// <summary>Hides the smallest neighbours of what is left until it is enough everywhere.</summary>
    public static void Hide(Network network)
    {
        while (Rests(network).FirstOrDefault(IsSmall) is { } small && Neighbour(network, small) is { } arc)
        {
            network.Hide(arc);
        }
    }

    /// <summary>Nodes between which only hidden totals run, with the hidden parts that start or end there.</summary>
    private sealed record Rest(HashSet<int> Nodes, int Answers, int Minimum, bool IsOfBothTrees);

    private static bool IsSmall(Rest rest) => rest is { Answers: > 0, IsOfBothTrees: false } && rest.Answers < rest.Minimum;

    private static IEnumerable<Rest> Rests(Network network)
    {
        var seen = new bool[network.Touching.Length];
        for (var node = 0; node < seen.Length; node++)
        {
            if (!seen[node])
            {
                yield return Of(network, node, seen);
            }
        }
    }

    private static Rest Of(Network network, int first, bool[] seen)
    {
        var nodes = new HashSet<int> { first };
        var waiting = new Stack<int>(nodes);
        var parts = new List<Arc>();
        while (waiting.TryPop(out var node))
        {
            seen[node] = true;
            foreach (var arc in network.Touching[node].Where(network.IsHidden).Select(arc => network.Arcs[arc]))
            {
                if (!arc.IsTotal)
                {
                    parts.Add(arc);
                }
                else if (nodes.Add(arc.Tail == node ? arc.Head : arc.Tail))
                {
                    waiting.Push(arc.Tail == node ? arc.Head : arc.Tail);
                }
            }
        }
        var filled = parts.Where(part => part.N > 0).ToList();
        return new(nodes, filled.Sum(part => part.N), filled.Select(part => part.Minimum).DefaultIfEmpty().Max(),
            nodes.Contains(Network.Source) && nodes.Contains(Network.Sink));
    }

    private static int? Neighbour(Network network, Rest rest) =>
        rest.Nodes.SelectMany(node => network.Touching[node])
            .Where(arc => !network.IsHidden(arc) && !network.Arcs[arc].Stays && network.Arcs[arc].N > 0)
            .OrderBy(arc => network.Arcs[arc].N).ThenBy(arc => arc)
            .Select(arc => (int?)arc).FirstOrDefault();
}
