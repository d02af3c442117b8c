namespace Survey.Reports.Disclosure;

/// <summary>
/// The cells of one item as a network in which answers go round: from the whole down a tree of totals to the finest parts, over to the
/// other tree and up again to the whole. What flows into a node flows out of it, and these sums are all that figures tell of one another:
/// a hidden arc can be computed exactly when it lies on no circle of hidden arcs
/// (Castro 2002, Network flows heuristics for complementary cell suppression, EJOR 139).
/// </summary>
public sealed class Network
{
    /// <summary>Where the first tree starts; the whole ends here.</summary>
    public const int Source = 0;

    /// <summary>Where the second tree ends; the whole starts here.</summary>
    public const int Sink = 1;

    private readonly bool[] _hidden;

    /// <param name="arcs">The smaller its place, the sooner an arc is hidden among equals.</param>
    /// <param name="numbersAreOpen">
    /// True: the arcs hold answers, and nobody knows how many a hidden one has. False: they hold the customers whom the answers stand
    /// for, and everybody may know how many these are.
    /// </param>
    /// <param name="places">Where on the scale each of the values lies that the arcs hold.</param>
    public Network(IReadOnlyList<Arc> arcs, int nodes, bool numbersAreOpen, IReadOnlyList<double> places)
    {
        Arcs = [.. arcs];
        Places = [double.NaN, .. places];
        NumbersAreOpen = numbersAreOpen;
        _hidden = [.. arcs.Select(arc => arc.Cell is null)];
        var touching = Enumerable.Range(0, nodes).Select(_ => new List<int>()).ToArray();
        for (var arc = 0; arc < Arcs.Length; arc++)
        {
            touching[Arcs[arc].Tail].Add(arc);
            touching[Arcs[arc].Head].Add(arc);
        }
        Touching = [.. touching.Select(list => list.ToArray())];
    }

    internal Arc[] Arcs { get; }

    /// <summary>The arcs that start or end at each node.</summary>
    internal int[][] Touching { get; }

    internal bool NumbersAreOpen { get; }

    /// <summary>By place in <see cref="Arc.Held"/>; of <see cref="Arc.Room"/> it says nothing.</summary>
    private double[] Places { get; }

    /// <summary>How many arcs were hidden so far.</summary>
    internal int Steps { get; private set; }

    public IEnumerable<long> HiddenCells => Arcs.Where((arc, index) => arc.Cell is not null && _hidden[index]).Select(arc => arc.Cell!.Value);

    /// <summary>Where on the scale a value lies.</summary>
    internal double Place(int value) => Places[value];

    /// <summary>How many values an arc holds.</summary>
    internal int Values => Places.Length - 1;

    internal bool IsHidden(int arc) => _hidden[arc];

    internal void Hide(int arc)
    {
        Steps += _hidden[arc] ? 0 : 1;
        _hidden[arc] = true;
    }
}
