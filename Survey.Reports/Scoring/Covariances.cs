using System.Numerics;

namespace Survey.Reports.Scoring;

/// <summary>Covariances of the ratings for any number of people per journey. Products are computed once.</summary>
internal sealed class Covariances
{
    private readonly int _width;
    private readonly int[][] _ratings;
    private readonly int[][] _products;
    private readonly double[] _covariances;

    public Covariances(IReadOnlyList<RatedJourney> journeys)
    {
        _width = journeys[0].Steps.Count + 1;
        _ratings = [.. Enumerable.Range(0, _width).Select(index => journeys.Select(journey => Rating(journey, index)).ToArray())];
        _products =
        [
            .. Enumerable
                .Range(0, _width * _width)
                .Select(cell =>
                    cell / _width <= cell % _width
                        ? _ratings[cell / _width].Zip(_ratings[cell % _width], (row, column) => row * column).ToArray()
                        : []
                ),
        ];
        _covariances = new double[_products.Length];
    }

    /// <summary>
    /// n times the sum of products less the product of sums: integers, so that no digit is lost. Upper triangle row by row: the steps, then
    /// the overall rating. The next call overwrites it.
    /// </summary>
    public double[] Of(ReadOnlySpan<int> people)
    {
        long all = 0;
        foreach (var number in people)
        {
            all += number;
        }
        Span<long> sums = stackalloc long[_width];
        for (var index = 0; index < _width; index++)
        {
            sums[index] = Sum(people, _ratings[index]);
        }
        for (var row = 0; row < _width; row++)
        {
            for (var column = row; column < _width; column++)
            {
                _covariances[row * _width + column] = all * Sum(people, _products[row * _width + column]) - sums[row] * sums[column];
            }
        }
        return _covariances;
    }

    private static int Rating(RatedJourney journey, int index) => index < journey.Steps.Count ? journey.Steps[index] : journey.Overall;

    /// <summary>Vectorised. Does not overflow with up to 80 million people and products up to 25.</summary>
    private static long Sum(ReadOnlySpan<int> people, int[] values)
    {
        var together = Vector<int>.Zero;
        var index = 0;
        for (; index <= values.Length - Vector<int>.Count; index += Vector<int>.Count)
        {
            together += new Vector<int>(people[index..]) * new Vector<int>(values, index);
        }
        long sum = Vector.Sum(together);
        for (; index < values.Length; index++)
        {
            sum += people[index] * values[index];
        }
        return sum;
    }
}
