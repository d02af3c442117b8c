namespace Survey.Reports.Disclosure;

/// <summary>Which cells of one item stay hidden.</summary>
public static class Suppression
{
    /// <summary>
    /// Cells with too few answers, and as many more as it takes so that no single partition gives one away: while a partition leaves
    /// exactly one hidden cell, or fewer than the minimum of people, its smallest cell that is still shown is hidden too.
    /// A total under ten answers gives nothing away: its number is a band and its distribution is not shown.
    /// Cells of the very same people, such as a pair with one relationship, are shown or hidden together.
    /// </summary>
    public static IReadOnlySet<long> Hide(IReadOnlyDictionary<long, CellCount> cells, IReadOnlyList<Partition> partitions)
    {
        var hidden = cells.Where(cell => cell.Value.TooFew).Select(cell => cell.Key).ToHashSet();
        var exact = partitions.Where(partition => cells.TryGetValue(partition.Total, out var total) && total.N >= SmallGroup.Exact).ToList();
        // A roll-up that is hidden only because one of its relationships asks for more people hides nothing else.
        var twins = partitions.Where(partition => partition.Leftover == 0 && Filled(partition, cells).Take(2).Count() == 1)
            .Select(partition => (partition.Total, Part: Filled(partition, cells).First()))
            .Where(twin => !cells[twin.Total].TooFew || cells[twin.Part].TooFew).ToList();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (total, part) in twins.Where(twin => hidden.Contains(twin.Total) != hidden.Contains(twin.Part)))
            {
                changed = hidden.Add(total) | hidden.Add(part) | changed;
            }
            foreach (var partition in exact)
            {
                while (GivesAway(partition, cells, hidden))
                {
                    hidden.Add(SmallestShown(partition, cells, hidden));
                    changed = true;
                }
            }
        }
        return hidden;
    }

    private static bool GivesAway(Partition partition, IReadOnlyDictionary<long, CellCount> cells, HashSet<long> hidden)
    {
        var unseen = Filled(partition, cells).Where(hidden.Contains).ToList();
        if (hidden.Contains(partition.Total))
        {
            return unseen.Count == 0 && partition.Leftover == 0;
        }
        var people = partition.Leftover + unseen.Sum(cell => cells[cell].N);
        return people > 0 && (people < cells[partition.Total].Minimum || unseen.Count == 1 && partition.Leftover == 0);
    }

    /// <summary>The smallest part that is shown; the total when none is.</summary>
    private static long SmallestShown(Partition partition, IReadOnlyDictionary<long, CellCount> cells, HashSet<long> hidden) =>
        Filled(partition, cells).Where(cell => !hidden.Contains(cell))
            .OrderBy(cell => cells[cell].N).ThenBy(cell => cell)
            .Append(partition.Total).First();

    private static IEnumerable<long> Filled(Partition partition, IReadOnlyDictionary<long, CellCount> cells) =>
        partition.Parts.Where(part => cells.TryGetValue(part, out var count) && count.N > 0);
}
