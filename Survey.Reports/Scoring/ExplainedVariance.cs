namespace Survey.Reports.Scoring;

/// <summary>
/// How much of the variance of the overall rating every set of steps explains by linear regression (R²). All sets in one walk:
/// a step is entered by one sweep of the covariances that the steps before it have left (Goodnight 1979, The American Statistician 33:149).
/// </summary>
internal sealed class ExplainedVariance
{
    /// <summary>A step that so little of its own variance is left of tells nothing that others have not told.</summary>
    private const double Tolerance = 1e-10;

    private readonly int _steps;
    private readonly int _width;
    private readonly double[] _covariances;
    private readonly double[][] _left;
    private readonly double[] _explained;

    /// <param name="covariances">Upper triangle row by row of a square: the steps, then the overall rating; in any unit. Its last element is above 0.</param>
    private ExplainedVariance(int steps, double[] covariances)
    {
        _steps = steps;
        _width = steps + 1;
        _covariances = covariances;
        _left = [.. Enumerable.Range(0, steps).Select(_ => new double[covariances.Length])];
        _explained = new double[1 << steps];
        Enter(0, 0, covariances);
    }

    /// <returns>R² by set of steps, the first step being the lowest bit; null when all overall ratings are equal.</returns>
    public static double[]? Of(IEnumerable<RatedJourney> journeys, int steps)
    {
        var covariances = Covariances(journeys, steps);
        return covariances[^1] > 0 ? new ExplainedVariance(steps, covariances)._explained : null;
    }

    /// <summary>n times the sum of products less the product of sums: whole numbers, so that no digit is lost.</summary>
    private static double[] Covariances(IEnumerable<RatedJourney> journeys, int steps)
    {
        var width = steps + 1;
        var sums = new long[width];
        var products = new long[width * width];
        long people = 0;
        foreach (var journey in journeys)
        {
            people += journey.People;
            for (var row = 0; row < width; row++)
            {
                long rating = Rating(row) * journey.People;
                sums[row] += rating;
                for (var column = row; column < width; column++)
                {
                    products[row * width + column] += rating * Rating(column);
                }
            }

            long Rating(int index) => index < steps ? journey.Steps[index] : journey.Overall;
        }
        return [.. products.Select((product, index) => (double)(people * product - sums[index / width] * sums[index % width]))];
    }

    private void Enter(int step, int entered, double[] left)
    {
        if (step == _steps)
        {
            _explained[entered] = 1 - left[^1] / _covariances[^1];
            return;
        }
        Enter(step + 1, entered, left);
        Enter(step + 1, entered | 1 << step, Sweep(step, left));
    }

    private double[] Sweep(int step, double[] left)
    {
        var pivot = left[step * _width + step];
        if (pivot <= Tolerance * _covariances[step * _width + step])
        {
            return left;
        }
        var swept = _left[step];
        for (var row = step + 1; row < _width; row++)
        {
            var factor = left[step * _width + row] / pivot;
            for (var column = row; column < _width; column++)
            {
                swept[row * _width + column] = left[row * _width + column] - factor * left[step * _width + column];
            }
        }
        return swept;
    }
}
