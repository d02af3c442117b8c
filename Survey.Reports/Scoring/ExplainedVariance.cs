namespace Survey.Reports.Scoring;

/// <summary>
/// R² of the linear regression of the overall rating on every set of steps, in one walk: a step enters by one sweep of the remaining
/// covariances (Goodnight 1979, The American Statistician 33:149).
/// </summary>
internal sealed class ExplainedVariance
{
    /// <summary>A step with less of its variance left is explained by the other steps and adds nothing.</summary>
    private const double Tolerance = 1e-10;

    private readonly int _steps;
    private readonly int _width;
    private readonly double[][] _remaining;
    private readonly double[] _explained;
    private double[] _covariances = [];

    public ExplainedVariance(int steps)
    {
        _steps = steps;
        _width = steps + 1;
        _remaining = [.. Enumerable.Range(0, steps).Select(_ => new double[_width * _width])];
        _explained = new double[1 << steps];
    }

    /// <param name="covariances">Upper triangle row by row: the steps, then the overall rating. The last element is above 0.</param>
    /// <returns>R² by set of steps, the first step being the lowest bit. The next call overwrites it.</returns>
    public double[] Of(double[] covariances)
    {
        _covariances = covariances;
        Enter(0, 0, covariances);
        return _explained;
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
        var swept = _remaining[step];
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
