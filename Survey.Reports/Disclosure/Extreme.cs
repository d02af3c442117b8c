namespace Survey.Reports.Disclosure;

/// <summary>
/// Answers that agree with every published figure as the true ones do, and that push the mean of one arc as far up, or down, as they
/// were made to so far. They prove how much is open; nothing is ever overestimated.
/// </summary>
internal sealed class Extreme(Network network, Routes routes, int arc, bool up)
{
    /// <summary>Less than this is a rounding error.</summary>
    public const double Nothing = 1e-7;

    private readonly Dictionary<int, double[]> _changed = new() { [arc] = [.. network.Arcs[arc].Held] };

    public double Mean { get; private set; } = MeanOf(network, network.Arcs[arc].Held);

    private double[] Own => _changed[arc];

    private double Total => Own.AsSpan()[1..^1].ToArray().Sum();

    /// <summary>Moves the mean if that can be done with what is hidden already.</summary>
    public bool Move()
    {
        foreach (var (from, to) in Exchanges())
        {
            if (routes.Find(arc, from, to, HeldBy, Least(from, to), 0) is { } route)
            {
                Push(route, from, to);
                return true;
            }
        }
        return false;
    }

    /// <summary>The route with the smallest loss by which the mean could move on; null: none.</summary>
    public Route? Cheapest(long most)
    {
        Route? best = null;
        foreach (var (from, to) in Exchanges())
        {
            best = routes.Find(arc, from, to, HeldBy, Least(from, to), best is null ? most : best.Loss - 1) ?? best;
        }
        return best;
    }

    /// <summary>What may become what: the largest steps first.</summary>
    private List<(int From, int To)> Exchanges()
    {
        var values = Enumerable.Range(Arc.Room, network.Values + 1).ToList();
        return [.. values.SelectMany(from => values.Select(to => (From: from, To: to))).Where(IsOpen)
            .Select(pair => (pair, Gain: (up ? 1 : -1) * (Place(pair.To) - Place(pair.From))))
            .Where(row => row.Gain > Nothing)
            .OrderByDescending(row => row.Gain).Select(row => row.pair)];
    }

    /// <summary>Who did not answer weighs as much as the mean.</summary>
    private double Place(int value) => value == Arc.Room ? Mean : network.Place(value);

    private bool IsOpen((int From, int To) pair) =>
        Own[pair.From] >= Least(pair.From, pair.To)
        && (network.NumbersAreOpen && network.Arcs[arc].Coarse?.Band is null || pair is { From: not Arc.Room, To: not Arc.Room })
        && (pair.To != Arc.Room || Total >= 2);

    /// <summary>Nobody answers by halves.</summary>
    private static double Least(int from, int to) => from == Arc.Room || to == Arc.Room ? 1 : Nothing;

    private void Push(Route route, int from, int to)
    {
        var most = to == Arc.Room ? Math.Min(Own[from], Total - 1) : Own[from];
        foreach (var (step, along) in route.Steps.Where(step => !network.Arcs[step.Arc].IsTotal))
        {
            most = Math.Min(most, HeldBy(step)[along ? from : to]);
        }
        most = from == Arc.Room || to == Arc.Room ? Math.Floor(most + Nothing) : most;
        foreach (var (step, along) in route.Steps.Where(step => !network.Arcs[step.Arc].IsTotal).Append((arc, true)))
        {
            Change(step, along ? from : to, along ? to : from, most);
        }
        Mean = MeanOf(network, Own);
    }

    private void Change(int step, int from, int to, double amount)
    {
        if (!_changed.TryGetValue(step, out var held))
        {
            _changed[step] = held = [.. network.Arcs[step].Held];
        }
        held[from] -= amount;
        held[to] += amount;
    }

    private double[] HeldBy(int step) => _changed.GetValueOrDefault(step) ?? network.Arcs[step].Held;

    private static double MeanOf(Network network, double[] held)
    {
        double sum = 0, total = 0;
        for (var value = 1; value < held.Length - 1; value++)
        {
            (sum, total) = (sum + network.Place(value) * held[value], total + held[value]);
        }
        return sum / total;
    }
}
