namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// A set of points with four integer coordinates: how many answers are above each of the four boundaries between the ratings 1 to 5.
/// Enumerated in full, so that the intruder reasons in integers.
/// </summary>
internal sealed class PointSet
{
    public const int Dimensions = 4;

    private readonly int[] _low;
    private readonly int[] _size;
    private readonly bool[] _bits;

    private PointSet(int[] low, int[] size, bool[]? bits = null)
    {
        (_low, _size) = (low, size);
        _bits = bits ?? new bool[size.Aggregate(1, (all, one) => all * one)];
    }

    public static PointSet Of(IReadOnlyCollection<int[]> points)
    {
        if (points.Count == 0)
        {
            return new([0, 0, 0, 0], [0, 0, 0, 0]);
        }
        int[] low = [.. Axes(axis => points.Min(point => point[axis]))];
        var set = new PointSet(low, [.. Axes(axis => points.Max(point => point[axis]) - low[axis] + 1)]);
        foreach (var point in points)
        {
            set._bits[set.IndexOf(point)] = true;
        }
        return set;
    }

    public bool Contains(int[] point) => IndexOf(point) is >= 0 and var index && _bits[index];

    public bool Contains(int[] point, int[] plus)
    {
        var index = 0;
        for (var axis = 0; axis < Dimensions; axis++)
        {
            var place = point[axis] + plus[axis] - _low[axis];
            if (place < 0 || place >= _size[axis])
            {
                return false;
            }
            index = index * _size[axis] + place;
        }
        return _bits[index];
    }

    public PointSet Intersect(PointSet other) => Where(other.Contains);

    /// <summary>Each point less <paramref name="by"/>.</summary>
    public PointSet Less(int[] by) => new([.. _low.Zip(by, (low, less) => low - less)], _size, _bits);

    public PointSet Where(Func<int[], bool> keep) => Of([.. Points().Where(keep)]);

    public IEnumerable<int[]> Points()
    {
        for (var index = 0; index < _bits.Length; index++)
        {
            if (_bits[index])
            {
                yield return PointAt(index);
            }
        }
    }

    /// <summary>All points that lie no further than <paramref name="radius"/> from one of the set, along each axis.</summary>
    public PointSet Dilate(int[] radius)
    {
        var set = this;
        for (var axis = 0; axis < Dimensions; axis++)
        {
            set = radius[axis] == 0 || _bits.Length == 0 ? set : set.Dilate(axis, radius[axis]);
        }
        return set;
    }

    private PointSet Dilate(int axis, int radius)
    {
        int[] low = [.. _low],
            size = [.. _size];
        low[axis] -= radius;
        size[axis] += 2 * radius;
        var wider = new PointSet(low, size);
        var stride = size.Skip(axis + 1).Aggregate(1, (all, one) => all * one);
        for (var index = 0; index < _bits.Length; index++)
        {
            if (_bits[index])
            {
                var (outer, inner) = (index / stride / _size[axis], index % stride);
                var first = (outer * size[axis] + index / stride % _size[axis]) * stride + inner;
                for (var step = 0; step <= 2 * radius; step++)
                {
                    wider._bits[first + step * stride] = true;
                }
            }
        }
        return wider;
    }

    private int IndexOf(int[] point)
    {
        var index = 0;
        for (var axis = 0; axis < Dimensions; axis++)
        {
            var place = point[axis] - _low[axis];
            if (place < 0 || place >= _size[axis])
            {
                return -1;
            }
            index = index * _size[axis] + place;
        }
        return index;
    }

    private int[] PointAt(int index)
    {
        var point = new int[Dimensions];
        for (var axis = Dimensions - 1; axis >= 0; axis--)
        {
            point[axis] = _low[axis] + index % _size[axis];
            index /= _size[axis];
        }
        return point;
    }

    private static IEnumerable<int> Axes(Func<int, int> of) => Enumerable.Range(0, Dimensions).Select(of);
}
