namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>
/// How far the answers of a cell can have been moved at each boundary, by layer: constant for ever, constant for all items of a wave, and
/// per item. Words are moved at two boundaries only.
/// </summary>
internal sealed record Layers(int[] Fixed, int[] Wave, int[] Item)
{
    public static readonly Layers None = new([0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]);
    public static readonly Layers Numbers = new([3, 3, 3, 3], [3, 3, 3, 3], [1, 1, 1, 1]);
    public static readonly Layers Weighted = Numbers with { Fixed = [6, 6, 6, 6] };
    public static readonly Layers Words = new([0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0]);

    /// <summary>The farthest that all layers move together.</summary>
    public int Most => Enumerable.Range(0, PointSet.Dimensions).Max(boundary => Fixed[boundary] + Wave[boundary] + Item[boundary]);
}

/// <summary>What is known of some hidden people from everything published.</summary>
/// <param name="Answers">All that they can have given, as <see cref="Ratings.Above"/>.</param>
internal sealed record Finding(int People, IReadOnlyList<int[]> Answers)
{
    /// <summary>One person's rating is known.</summary>
    public bool IsExact => People == 1 && Answers.Count == 1;

    /// <summary>By how much their mean is still open.</summary>
    public double Open => (Answers.Max(answer => answer.Sum()) - Answers.Min(answer => answer.Sum())) / (double)People;

    public bool Contains(int[] truth) => Answers.Any(answer => answer.SequenceEqual(truth));
}

/// <summary>
/// Knows the organisation, every number of answers and who was asked. Assumes that everybody rates alike on all forms, items and waves.
/// Reasons about moves and answers in integers, from all figures of a cell together.
/// </summary>
internal static class Intruder
{
    /// <summary>The answers of a cell, moved by the fixed layer alone, that agree with all figures of it.</summary>
    /// <param name="known">What is known of each of the coordinates beforehand, of weighted cells.</param>
    public static PointSet Fixed(Series series, double[]? known = null, int? hidden = null)
    {
        var (layers, most) = (series.Layers, series.Layers.Most);
        return series.Waves.Select(Wave).Aggregate((one, other) => one.Intersect(other));

        PointSet Wave(SeenWave wave) =>
            wave
                .Items.Select(item => item.All(-most, (hidden ?? wave.N) + most, known).Dilate(layers.Item))
                .Aggregate((one, other) => one.Intersect(other))
                .Dilate(layers.Wave)
                .Less(wave.Since);
    }

    /// <summary>One hidden person or more in a cell in which all others are known.</summary>
    public static Finding Among(Series series, double[] known, int hidden)
    {
        var possible = Fixed(series, known, hidden).Dilate(series.Layers.Fixed);
        return new(hidden, [.. Ratings.AllOf(hidden).Where(possible.Contains)]);
    }

    public static Finding Rest(Series whole, Series part, int hidden) =>
        Rest(Fixed(whole), whole.Layers, Fixed(part), part.Layers, part.Waves[0].N, hidden);

    public static Finding Joined(Series after, Series before, int joined) =>
        Joined(Fixed(after), Fixed(before), before.Layers, before.Waves[0].N, joined);

    /// <summary>A whole, a part of it and the hidden rest.</summary>
    /// <param name="whole">Of <see cref="Fixed"/>.</param>
    /// <param name="n">Answers of the part.</param>
    public static Finding Rest(PointSet whole, Layers ofWhole, PointSet part, Layers ofPart, int n, int hidden)
    {
        var wide = whole.Dilate(ofWhole.Fixed);
        var parts = part.Dilate(ofPart.Fixed).Points().Where(point => Ratings.AreWhole(n, point)).ToList();
        return new(hidden, [.. Ratings.AllOf(hidden).Where(rest => parts.Exists(point => wide.Contains(point, rest)))]);
    }

    /// <summary>The same cell before and after some people joined: the fixed layer is the same.</summary>
    /// <param name="n">Answers before.</param>
    public static Finding Joined(PointSet after, PointSet before, Layers layers, int n, int joined)
    {
        var possible = before.Points().Where(point => IsMoved(point, layers.Fixed, n)).ToList();
        return new(joined, [.. Ratings.AllOf(joined).Where(rest => possible.Exists(point => after.Contains(point, rest)))]);
    }

    /// <summary>Some whole answers lead to this by moves of at most <paramref name="radius"/>.</summary>
    private static bool IsMoved(int[] point, int[] radius, int n)
    {
        var most = n;
        for (var axis = 0; axis < PointSet.Dimensions; axis++)
        {
            most = Math.Min(most, point[axis] + radius[axis]);
            if (most < Math.Max(0, point[axis] - radius[axis]))
            {
                return false;
            }
        }
        return true;
    }
}
