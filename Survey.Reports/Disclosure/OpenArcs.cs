namespace Survey.Reports.Disclosure;

/// <summary>
/// Finds the hidden arcs with answers that cannot be computed from what flows in and out elsewhere: those on a circle of such arcs. All others
/// are bridges (Tarjan 1974, Information Processing Letters 2:160).
/// </summary>
internal sealed class OpenArcs(Network network)
{
    private readonly bool[] _open = new bool[network.Arcs.Length];
    private readonly int[] _seen = new int[network.Touching.Length];
    private readonly int[] _lowest = new int[network.Touching.Length];
    private int _now;

    public static bool[] Of(Network network)
    {
        var search = new OpenArcs(network);
        for (var node = 0; node < search._seen.Length; node++)
        {
            if (search._seen[node] == 0)
            {
                search.Visit(node, -1);
            }
        }
        return search._open;
    }

    private void Visit(int node, int came)
    {
        _seen[node] = _lowest[node] = ++_now;
        foreach (var arc in network.Touching[node])
        {
            if (arc == came || !network.IsHidden(arc) || network.Arcs[arc].N == 0)
            {
                continue;
            }
            var next = network.Arcs[arc].Tail == node ? network.Arcs[arc].Head : network.Arcs[arc].Tail;
            if (_seen[next] == 0)
            {
                Visit(next, arc);
                _lowest[node] = Math.Min(_lowest[node], _lowest[next]);
                _open[arc] = _lowest[next] <= _seen[node];
            }
            else
            {
                _lowest[node] = Math.Min(_lowest[node], _seen[next]);
                _open[arc] = true;
            }
        }
    }
}
