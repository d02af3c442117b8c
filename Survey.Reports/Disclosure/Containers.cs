namespace Survey.Reports.Disclosure;

/// <summary>Which totals contain an arc, and more than it.</summary>
internal sealed class Containers
{
    private readonly Network _network;
    private readonly int[]?[] _above;
    private readonly List<int>[] _parts;

    public Containers(Network network)
    {
        _network = network;
        var up = new Dictionary<int, int>();
        var down = new Dictionary<int, int>();
        for (var arc = 0; arc < network.Arcs.Length; arc++)
        {
            if (network.Arcs[arc].IsTotal)
            {
                up[network.Arcs[arc].Head] = arc;
                down[network.Arcs[arc].Tail] = arc;
            }
        }
        _above = new int[network.Arcs.Length][];
        _parts = [.. network.Arcs.Select(_ => new List<int>())];
        for (var part = 0; part < network.Arcs.Length; part++)
        {
            if (network.Arcs[part] is { IsTotal: false, N: > 0 } row)
            {
                _above[part] = [part, .. Line(row.Tail, Network.Source, node => up.TryGetValue(node, out var arc) ? (arc, network.Arcs[arc].Tail) : null)
                    .Union(Line(row.Head, Network.Sink, node => down.TryGetValue(node, out var arc) ? (arc, network.Arcs[arc].Head) : null))];
                foreach (var total in _above[part]!)
                {
                    _parts[total].Add(part);
                }
            }
        }
    }

    /// <summary>
    /// How wide an arc's mean must stay open (rule A7): 1, or what the smallest shown figure that contains it allows by itself. A figure
    /// under ten answers is told so coarsely that it allows more by itself than is left beside the others: it excuses nothing.
    /// </summary>
    public double Required(int arc)
    {
        var smallest = Above(arc).Where(above => !_network.IsHidden(above)).OrderBy(above => _network.Arcs[above].N).ThenBy(above => above)
            .Select(above => (int?)above).FirstOrDefault();
        return smallest is { } figure && _network.Arcs[figure].N >= SmallGroup.Exact ? Math.Min(1, AllowedBy(_network.Arcs[figure].Held, _network.Arcs[arc].Held)) : 1;
    }

    /// <summary>The finest parts of an arc that have answers; a finest part is its own.</summary>
    public IReadOnlyList<int> PartsOf(int arc) => _parts[arc];

    private IEnumerable<int> Above(int arc) =>
        _parts[arc].Aggregate((IEnumerable<int>?)null, (common, part) => common is null ? _above[part]! : common.Intersect(_above[part]!).ToList())
            ?.Where(above => _parts[above].Count > _parts[arc].Count) ?? [];

    /// <summary>From the lowest to the highest mean that so many of a figure's answers can have.</summary>
    private double AllowedBy(double[] figure, double[] part)
    {
        var mass = _network.NumbersAreOpen ? Math.Min(1, figure[1..^1].Sum()) : part[1..^1].Sum();
        return Mean(Enumerable.Range(1, _network.Values).Reverse()) - Mean(Enumerable.Range(1, _network.Values));

        double Mean(IEnumerable<int> values)
        {
            var (left, sum) = (mass, 0.0);
            foreach (var value in values)
            {
                var taken = Math.Min(left, figure[value]);
                (left, sum) = (left - taken, sum + taken * _network.Place(value));
            }
            return sum / mass;
        }
    }

    private static IEnumerable<int> Line(int node, int top, Func<int, (int Arc, int Node)?> above)
    {
        while (above(node) is { } next)
        {
            yield return next.Arc;
            if (node == top)
            {
                yield break;
            }
            node = next.Node;
        }
    }
}
