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
        var found = Hide(hidden);
        while (Tellers(found) is { Count: > 0 } tellers)
        {
            found = Hide(found.Union(tellers).ToHashSet());
        }
        return found;
    }

    private HashSet<long> Hide(IReadOnlySet<long> hidden)
    {
        var network = _network.Of(hidden);
        Suppression.Hide(network);
        return [.. network.HiddenCells];
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
        var small = parts.Where(part => part.People is > 0 and < SmallGroup.Exact && !hidden.Contains(part.Cell.Id)).Select(part => part.Cell.Id).ToList();
        return [.. OfDistributions(hidden.Union(small).ToHashSet()), .. small.SelectMany(cell => OfMean([.. hidden, cell], cell))];
    }

    /// <param name="inexact">All but exact cells.</param>
    private IEnumerable<long> OfDistributions(HashSet<long> inexact)
    {
        var network = _network.Of(inexact, enough: SmallGroup.Exact);
        Suppression.HideSmallSums(network);
        return network.HiddenCells.Except(inexact);
    }

    private IEnumerable<long> OfMean(HashSet<long> hidden, long small)
    {
        var network = _network.Of(hidden, coarse: small);
        Suppression.HideFor(small, network);
        return network.HiddenCells.Except(hidden);
    }
}
