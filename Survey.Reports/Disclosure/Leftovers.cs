namespace Survey.Reports.Disclosure;

/// <summary>What is left of a shown total when a shown part of it is taken away that crosses the other tree: across nodes, so to say.</summary>
internal static class Leftovers
{
    /// <summary>For each that is too few: the smallest shown arc within the total; null: all have to stay.</summary>
    public static IEnumerable<int?> Neighbours(Network network, Containers containers)
    {
        var open = OpenArcs.Of(network);
        var shown = Enumerable.Range(0, network.Arcs.Length).Where(arc => !network.IsHidden(arc) && containers.PartsOf(arc).Count > 0).ToList();
        var hidden = shown.ToDictionary(arc => arc, arc => containers.PartsOf(arc).Where(network.IsHidden).ToHashSet());
        var alone = shown.Where(arc => containers.PartsOf(arc).Count == 1).Select(arc => containers.PartsOf(arc)[0]).ToHashSet();
        foreach (var total in shown.Where(total => hidden[total].Count > 0))
        {
            var parts = containers.PartsOf(total).ToHashSet();
            var inside = shown.Where(arc => containers.PartsOf(arc).Count < parts.Count && containers.PartsOf(arc).All(parts.Contains)).ToList();
            foreach (var taken in inside.Select(arc => hidden[arc]).Where(taken => taken.Count > 0).Prepend([]))
            {
                var left = hidden[total].Where(part => !taken.Contains(part)).ToList();
                if (IsSmall(network, left) || IsSmall(network, [.. left.Where(part => !alone.Contains(part))]) || IsSmall(network, [.. left.Where(part => open[part])]))
                {
                    yield return SmallSums.Smallest(network, [.. inside, total]);
                }
            }
        }
    }

    private static bool IsSmall(Network network, List<int> parts) =>
        parts.Count > 0 && parts.Sum(part => network.Arcs[part].N) < parts.Max(part => network.Arcs[part].Minimum);
}
