using Survey.Db.Results;

namespace Survey.Reports.Pairs;

/// <summary>A unit as row or column. Depth (0 at the top) and Below count units on the axis only. Closed: those below are folded.</summary>
public sealed record PairHeader(WaveUnit Unit, int Depth, int Below, bool Closed);

/// <summary>One side of the matrix, in the order of the tree.</summary>
public sealed class PairAxis
{
    private readonly List<PairHeader> _all = [];
    private readonly ILookup<long?, WaveUnit> _children;
    private readonly Func<WaveUnit, bool> _isOnAxis;
    private readonly HashSet<string> _closedCodes;

    /// <param name="units">The whole tree, siblings in the order of display.</param>
    /// <param name="inPairs">The unit itself provides or receives a service.</param>
    /// <param name="hasRollUp">Something may be shown of the unit with everything below it.</param>
    /// <param name="closed">Codes of units to fold. Unknown codes and units with nothing below are ignored.</param>
    public PairAxis(IEnumerable<WaveUnit> units, Func<WaveUnit, bool> inPairs, Func<WaveUnit, bool> hasRollUp, IEnumerable<string> closed)
    {
        _children = units.ToLookup(unit => unit.ParentId);
        // The root's roll-up is that of the organisation, in the corner of the matrix.
        _isOnAxis = unit => inPairs(unit) || unit.ParentId is not null && hasRollUp(unit);
        _closedCodes = closed.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var root in _children[null])
        {
            if (_isOnAxis(root))
            {
                _all.Add(new PairHeader(root, 0, 0, false));
            }
            foreach (var unit in _children[root.UnitId])
            {
                Add(unit, 0);
            }
        }
        Shown = [.. WithoutFolded()];
    }

    public IReadOnlyList<PairHeader> Shown { get; }

    public IReadOnlyList<string> Closed => [.. _all.Where(header => header.Closed).Select(header => header.Unit.Code)];

    /// <summary>Codes of the topmost units that can be folded.</summary>
    public IReadOnlyList<string> Foldable =>
        [.. _all.Where(header => header is { Depth: 0, Below: > 0 }).Select(header => header.Unit.Code)];

    private int Add(WaveUnit unit, int depth)
    {
        var place = _all.Count;
        var isOnAxis = _isOnAxis(unit);
        if (isOnAxis)
        {
            _all.Add(new PairHeader(unit, depth, 0, false));
        }
        var below = _children[unit.UnitId].Sum(child => Add(child, isOnAxis ? depth + 1 : depth));
        if (isOnAxis)
        {
            _all[place] = new PairHeader(unit, depth, below, below > 0 && _closedCodes.Contains(unit.Code));
        }
        return below + (isOnAxis ? 1 : 0);
    }

    private IEnumerable<PairHeader> WithoutFolded()
    {
        for (var place = 0; place < _all.Count; place++)
        {
            yield return _all[place];
            place += _all[place].Closed ? _all[place].Below : 0;
        }
    }
}
