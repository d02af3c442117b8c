namespace Survey.Reports.Disclosure;

/// <summary>What is left of a shown total when a shown part of it is taken away that crosses the other tree: across nodes, so to say.</summary>
internal static class Leftovers
{
    /// <summary>Of each total of which too few are left: the smallest shown arc within it, unless all have to stay.</summary>
    public static List<int> Neighbours(Network network, Containers containers)
    {
        var found = new List<int>();
        var open = OpenArcs.Of(network);
        var shown = Enumerable.Range(0, network.Arcs.Length).Where(arc => !network.IsHidden(arc) && containers.PartsOf(arc).Count > 0).ToList();
        var hidden = shown.ToDictionary(arc => arc, arc => containers.PartsOf(arc).Where(network.IsHidden).ToHashSet());
        var alone = shown.Where(arc => containers.PartsOf(arc).Count == 1).Select(arc => containers.PartsOf(arc)[0]).ToHashSet();
        foreach (var total in shown.Where(total => hidden[total].Count > 0))
        {
            var parts = containers.PartsOf(total).ToHashSet();
            var inside = shown.Where(arc => containers.PartsOf(arc).Count < parts.Count && containers.PartsOf(arc).All(parts.Contains)).ToList();
            if (inside.Select(arc => hidden[arc]).Where(taken => taken.Count > 0).Prepend([]).Any(taken => IsSmall([.. hidden[total].Where(part => !taken.Contains(part))]))
                && SmallSums.Smallest(network, [.. inside, total]) is { } smallest)
            {
                found.Add(smallest);
            }
        }
        return found;

        bool IsSmall(List<int> left) =>
            IsFew(network, left) || IsFew(network, [.. left.Where(part => !alone.Contains(part))]) || IsFew(network, [.. left.Where(part => open[part])]);
    }

    private static bool IsFew(Network network, List<int> parts) =>
        parts.Count > 0 && parts.Sum(part => network.Arcs[part].N) < parts.Max(part => network.Arcs[part].Enough);
}
