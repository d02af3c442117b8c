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
        var found = _network.Hide(hidden);
        while (whole.People >= SmallGroup.Exact && Tellers(found) is { Count: > 0 } tellers)
        {
            found = _network.Hide(found.Union(tellers).ToHashSet());
        }
        return found;
    }

    /// <summary>
    /// Shown parts from which more of few answers could be computed than is shown of them: their distribution from exact figures alone; from any
    /// figures their number, or their mean beyond the decimal or the open end.
    /// </summary>
    private HashSet<long> Tellers(HashSet<long> hidden)
    {
        var small = parts.Where(part => part.People is > 0 and < SmallGroup.Exact && !hidden.Contains(part.Cell.Id)).Select(part => part.Cell.Id).ToList();
        if (small.Count == 0 && groups.All(row => row.Answers.N is 0 or >= SmallGroup.Exact))
        {
            return [];
        }
        var exact = hidden.Union(small).ToHashSet();
        return [.. _network.Hide(exact, exact: true).Except(exact), .. small.SelectMany(cell => Tellers(hidden, cell))];
    }

    private IEnumerable<long> Tellers(HashSet<long> hidden, long small)
    {
        var without = hidden.Append(small).ToHashSet();
        return _network.Hide(without, small).Except(without);
    }
}
