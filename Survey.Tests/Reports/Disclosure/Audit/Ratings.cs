namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Ratings 1 to 5 as counts above each boundary: the first counts ratings of 2 or more, the last ratings of 5.</summary>
internal static class Ratings
{
    public static int[] Above(IEnumerable<int> ratings)
    {
        var above = new int[PointSet.Dimensions];
        foreach (var rating in ratings)
        {
            for (var boundary = 0; boundary < rating - 1; boundary++)
            {
                above[boundary]++;
            }
        }
        return above;
    }

    /// <summary>How many gave 1, 2, 3, 4 and 5.</summary>
    public static double[] Counts(double n, double[] above) =>
        [n - above[0], above[0] - above[1], above[1] - above[2], above[2] - above[3], above[3]];

    public static bool AreWhole(int n, int[] above) =>
        above[0] <= n && above[0] >= above[1] && above[1] >= above[2] && above[2] >= above[3] && above[3] >= 0;

    /// <summary>Everything that so many people can have given.</summary>
    public static IReadOnlyList<int[]> AllOf(int people) => All.GetOrAdd(people, static many => [.. Enumerate(many, PointSet.Dimensions)]);

    /// <summary>What they would have given if one of them had rated otherwise.</summary>
    public static IEnumerable<int[]> Neighbours(int people, int[] above)
    {
        for (var from = 0; from < PointSet.Dimensions; from++)
        {
            for (var to = from + 1; to <= PointSet.Dimensions; to++)
            {
                foreach (var by in (int[])[-1, 1])
                {
                    int[] moved = [.. above.Select((number, boundary) => boundary >= from && boundary < to ? number + by : number)];
                    if (AreWhole(people, moved))
                    {
                        yield return moved;
                    }
                }
            }
        }
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, IReadOnlyList<int[]>> All = new();

    private static IEnumerable<int[]> Enumerate(int most, int left) =>
        left == 0
            ?
            [
                [],
            ]
            : Enumerable.Range(0, most + 1).SelectMany(first => Enumerate(first, left - 1).Select(rest => (int[])[first, .. rest]));
}
