using Survey.Db.Results;
using Survey.Reports.Disclosure;
using Survey.Reports.Scoring;

namespace Survey.Reports.Publishing;

/// <summary>Which customer units and employment kinds of one shown relationship stay hidden, for one item (rules A6, A7).</summary>
internal sealed class HiddenParts(CellItem whole, IReadOnlyList<CellItem> parts, IReadOnlyList<(FramedGroup Group, Histogram Answers)> groups)
{
    private readonly PartsNetwork _network = new(whole, parts, groups);

    /// <param name="hidden">Cells that are hidden in any case.</param>
    public IReadOnlySet<long> Of(IReadOnlySet<long> hidden)
    {
        var found = Hide(hidden, []);
        while (Tellers(found) is { Count: > 0 } tellers)
        {
            found = Hide(found.Union(tellers).ToHashSet(), []);
        }
        return found;
    }

    /// <summary>
    /// Shown parts from which more of few answers could be computed than is shown of them: their distribution from exact figures alone; from any
    /// figures their number, or their mean beyond the decimal or the open end.
    /// </summary>
    private HashSet<long> Tellers(HashSet<long> hidden)
    {
        if (whole.People < SmallGroup.Exact)
        {
            return [];
        }
        var small = parts.Where(part => part.People is > 0 and < SmallGroup.Exact && !hidden.Contains(part.Cell.Id)).Select(part => part.Cell.Id).ToHashSet();
        return [.. Missing(hidden, small, SmallGroup.Exact), .. small.SelectMany(cell => Missing(hidden, [cell]))];
    }

    /// <summary>What else would have to be hidden if of some parts no more than their figures may be known.</summary>
    private IEnumerable<long> Missing(HashSet<long> hidden, HashSet<long> coarse, int enough = 0)
    {
        var without = hidden.Union(coarse).ToHashSet();
        return Hide(without, coarse, enough).Except(without);
    }

    private HashSet<long> Hide(IReadOnlySet<long> hidden, HashSet<long> coarse, int enough = 0)
    {
        var network = _network.Of(hidden, coarse, enough);
        Suppression.Hide(network);
        return [.. network.HiddenCells];
    }
}
