namespace Survey.Reports.Disclosure;

/// <summary>Which cells of one item stay hidden (rule A7).</summary>
public static class Suppression
{
    private const double Tolerance = 1e-6;

    /// <summary>
    /// Hides the cells with too few answers, and as many more as it takes so that of each hidden cell with answers, and of any few
    /// people whom no cell keeps apart, neither the mean nor the number can be computed. The smallest loss first, until nothing is missing.
    /// </summary>
    public static void Hide(Network network)
    {
        HideAtOnce(network);
        var containers = new Containers(network);
        var routes = new Routes(network);
        var safe = new HashSet<int>();
        for (var before = -1; before < network.Steps;)
        {
            before = network.Steps;
            for (var arc = 0; arc < network.Arcs.Length; arc++)
            {
                if (!safe.Contains(arc) && IsToProtect(network, containers, arc) && Protect(network, containers, routes, arc))
                {
                    safe.Add(arc);
                }
            }
            SmallSums.Hide(network, containers);
        }
    }

    /// <summary>Only as many more as one hidden cell needs.</summary>
    public static void HideFor(long cell, Network network)
    {
        HideAtOnce(network);
        Protect(network, new Containers(network), new Routes(network), Array.FindIndex(network.Arcs, arc => arc.Cell == cell));
    }

    /// <summary>Only as many more as it takes that shown figures leave nobody or enough people.</summary>
    public static void HideSmallSums(Network network)
    {
        HideAtOnce(network);
        SmallSums.Hide(network, new Containers(network));
    }

    private static void HideAtOnce(Network network)
    {
        for (var arc = 0; arc < network.Arcs.Length; arc++)
        {
            if (network.Arcs[arc] is { Cell: not null, Stays: false } row && (row.TooFew || row.Goes))
            {
                network.Hide(arc);
            }
        }
    }

    /// <summary>A total can ask for more people than its parts do. While all that is in it is shown by itself, there is nothing to protect.</summary>
    private static bool IsToProtect(Network network, Containers containers, int arc) =>
        network.IsHidden(arc) && network.Arcs[arc] is { N: > 0 } row && (row.Cell is not null || row is { IsTotal: false, TooFew: true } or { Coarse: not null })
        && containers.PartsOf(arc).Any(network.IsHidden);

    /// <returns>True when more hidden cells cannot make it need more.</returns>
    private static bool Protect(Network network, Containers containers, Routes routes, int arc)
    {
        var high = new Extreme(network, routes, arc, up: true);
        var low = new Extreme(network, routes, arc, up: false);
        var required = containers.Required(arc);
        while (high.Mean - low.Mean < required - Tolerance && Closed(network.Arcs[arc].Coarse, low, high) is { Count: > 0 } closed)
        {
            if (!closed.Exists(end => end.Move()))
            {
                if (Cheapest(closed) is not { } route)
                {
                    break;
                }
                Hide(network, route);
                required = containers.Required(arc);
            }
        }
        HideNumber(network, routes, arc);
        return required >= 1;
    }

    /// <summary>The directions in which the mean is not open far enough: of a hidden one either will do.</summary>
    private static List<Extreme> Closed(Coarse? coarse, Extreme low, Extreme high)
    {
        List<Extreme> closed = [];
        if (coarse is null || high.Mean < coarse.Up - Tolerance)
        {
            closed.Add(high);
        }
        if (coarse is null || low.Mean > coarse.Down + Tolerance)
        {
            closed.Add(low);
        }
        return closed;
    }

    private static Route? Cheapest(List<Extreme> ends)
    {
        Route? best = null;
        foreach (var end in ends)
        {
            best = end.Cheapest(best is null ? long.MaxValue / 4 : best.Loss - 1) ?? best;
        }
        return best;
    }

    /// <summary>A number under the minimum, or told as a band, has to be able to be another one.</summary>
    private static void HideNumber(Network network, Routes routes, int arc)
    {
        var row = network.Arcs[arc];
        if (!row.TooFew && row.Coarse?.Band is null)
        {
            return;
        }
        Route? best = null;
        foreach (var value in network.NumbersAreOpen ? Enumerable.Range(1, network.Values) : [row.Count])
        {
            best = (row.N < (row.Coarse?.Band?.Most ?? int.MaxValue) ? Find(Arc.Room, value) : null) ?? best;
            best = (row.N > (row.Coarse?.Band?.Fewest ?? 0) ? Find(value, Arc.Room) : null) ?? best;
        }
        if (best is not null)
        {
            Hide(network, best);
        }

        Route? Find(int from, int to) => row.Held[from] < 1 ? null
            : routes.Find(arc, from, to, step => network.Arcs[step].Held, 1, best is null ? long.MaxValue / 4 : best.Loss - 1);
    }

    private static void Hide(Network network, Route route)
    {
        foreach (var (arc, _) in route.Steps)
        {
            network.Hide(arc);
        }
    }
}
