using Survey.Db.Results;
using Survey.Reports.Publishing;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>A published figure, the groups it is made of with the weight of one answer of each, and how it was moved.</summary>
internal sealed class SeenCell
{
    private readonly Reading _reading;
    private readonly double[] _blurred;
    private readonly Layers _layers;

    public SeenCell(BlurredItem item, PublishedFigure figure, Dictionary<long, double> weights, IReadOnlyDictionary<long, int[]> truth)
    {
        var answers = item.Answers!;
        Weights = weights;
        _reading = Read(item, figure);
        var isWhole = weights.Values.All(weight => Math.Abs(weight - 1) < 1e-9);
        _layers =
            !isWhole ? Layers.Weighted
            : _reading.IsInWords ? Layers.Words
            : Layers.Numbers;
        _blurred = [.. Enumerable.Range(1, PointSet.Dimensions).Select(value => answers.Counts.Skip(value).Sum())];
        Assert.That(_reading.Admits(_blurred) && IsPossible(truth), $"{item.Cell.Kind}: the truth is possible");
    }

    public Dictionary<long, double> Weights { get; }

    /// <summary>Population and widening follow from numbers that are published.</summary>
    public static Reading Read(BlurredItem item, PublishedFigure figure)
    {
        var (answers, widening) = (item.Answers!, item.Widening * item.Widening);
        return new(
            figure,
            answers.N,
            answers.Size,
            item.Population.VarianceFactor(answers.People) * widening,
            item.Population.EffectiveSize(answers.Size, answers.People) / widening
        );
    }

    /// <summary>Whether some moves make what was published of other answers.</summary>
    /// <param name="groups">Their answers, as numbers above each boundary.</param>
    /// <param name="reach">How far from the moves that would keep the figure other moves are tried: fewer excuses than there are.</param>
    public bool IsPossible(IReadOnlyDictionary<long, int[]> groups, int reach = 1)
    {
        var above = new double[PointSet.Dimensions];
        foreach (var (group, weight) in Weights)
        {
            for (var boundary = 0; boundary < PointSet.Dimensions; boundary++)
            {
                above[boundary] += weight * groups[group][boundary];
            }
        }
        int[] most =
        [
            .. Enumerable
                .Range(0, PointSet.Dimensions)
                .Select(boundary => _layers.Fixed[boundary] + _layers.Wave[boundary] + _layers.Item[boundary]),
        ];
        int[] nearest =
        [
            .. _blurred.Select(
                (blurred, boundary) => Math.Clamp((int)Math.Round(blurred - above[boundary]), -most[boundary], most[boundary])
            ),
        ];
        return _reading.Admits(Plus(above, nearest)) || Around(nearest, most, reach).Any(moves => _reading.Admits(Plus(above, moves)));
    }

    private static IEnumerable<int[]> Around(int[] moves, int[] most, int reach)
    {
        return from a in Near(0) from b in Near(1) from c in Near(2) from d in Near(3) select (int[])[a, b, c, d];

        IEnumerable<int> Near(int boundary) =>
            Enumerable.Range(moves[boundary] - reach, 2 * reach + 1).Where(move => Math.Abs(move) <= most[boundary]);
    }

    private static double[] Plus(double[] above, int[] moves) => [.. above.Select((number, boundary) => number + moves[boundary])];
}
