namespace Survey.Reports.Disclosure;

/// <summary>A way through the network that closes a circle with one arc.</summary>
/// <param name="Steps">The arcs, and whether each is gone along or against its direction.</param>
/// <param name="Loss">How many answers have to be hidden first.</param>
internal sealed record Route(IReadOnlyList<(int Arc, bool Along)> Steps, long Loss);

/// <summary>Finds the circle that costs the fewest shown answers (Dijkstra 1959), among equals the one through the first nodes.</summary>
internal sealed class Routes(Network network)
{
    private readonly long[] _loss = new long[network.Touching.Length];
    private readonly (int Arc, bool Along)[] _last = new (int, bool)[network.Touching.Length];
    private readonly int[] _round = new int[network.Touching.Length];
    private readonly PriorityQueue<int, (long Loss, int Node)> _queue = new();
    private int _now;

    /// <summary>
    /// A circle through <paramref name="arc"/> on which answers <paramref name="from"/> can become answers <paramref name="to"/>: every finest
    /// part along it has some to lose, and every one against it some of the others.
    /// </summary>
    /// <param name="held">What each arc holds by now.</param>
    /// <param name="least">How much each has to have of it.</param>
    /// <param name="most">The largest loss to think of.</param>
    public Route? Find(int arc, int from, int to, Func<int, double[]> held, double least, long most)
    {
        var (start, end) = (network.Arcs[arc].Head, network.Arcs[arc].Tail);
        _now++;
        _queue.Clear();
        Reach(start, 0, default);
        while (_queue.TryDequeue(out var node, out var reached))
        {
            if (node == end)
            {
                return new(Back(start, end), reached.Loss);
            }
            if (reached.Loss > _loss[node])
            {
                continue;
            }
            foreach (var next in network.Touching[node])
            {
                var loss = reached.Loss + LossOf(next);
                if (next == arc || loss > most)
                {
                    continue;
                }
                var row = network.Arcs[next];
                var along = row.Tail == node;
                if (row.IsTotal || held(next)[along ? from : to] >= least)
                {
                    Reach(along ? row.Head : row.Tail, loss, (next, along));
                }
            }
        }
        return null;
    }

    private long LossOf(int arc) =>
        network.IsHidden(arc) ? 0 : network.Arcs[arc].Stays ? long.MaxValue / 2 : network.Arcs[arc].N;

    private void Reach(int node, long loss, (int, bool) last)
    {
        if (_round[node] != _now || loss < _loss[node])
        {
            (_round[node], _loss[node], _last[node]) = (_now, loss, last);
            _queue.Enqueue(node, (loss, node));
        }
    }

    private List<(int Arc, bool Along)> Back(int start, int end)
    {
        var steps = new List<(int Arc, bool Along)>();
        for (var node = end; node != start;)
        {
            var (arc, along) = _last[node];
            steps.Add((arc, along));
            node = along ? network.Arcs[arc].Tail : network.Arcs[arc].Head;
        }
        return steps;
    }
}
