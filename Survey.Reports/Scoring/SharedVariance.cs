namespace Survey.Reports.Scoring;

/// <summary>
/// R² of the regression of the overall rating on all steps, divided among them by averaging over every order in which they could be
/// entered (LMG: Lindeman, Merenda and Gold 1980, p. 119; Grömping 2007, The American Statistician 61:139). Used again for every resample.
/// </summary>
internal sealed class SharedVariance
{
    private readonly int _steps;
    private readonly Covariances _covariances;
    private readonly ExplainedVariance _explained;
    private readonly double[] _weights;

    public SharedVariance(IReadOnlyList<RatedJourney> journeys)
    {
        _steps = journeys[0].Steps.Count;
        _covariances = new(journeys);
        _explained = new(_steps);
        _weights = Weights(_steps);
    }

    /// <param name="people">How often each journey counts.</param>
    /// <returns>By step; null when all overall ratings are equal.</returns>
    public double[]? Of(ReadOnlySpan<int> people)
    {
        var covariances = _covariances.Of(people);
        if (covariances[^1] <= 0)
        {
            return null;
        }
        var explained = _explained.Of(covariances);
        var shares = new double[_steps];
        for (var entered = 0; entered < explained.Length; entered++)
        {
            var weight = _weights[int.PopCount(entered)];
            for (var step = 0; step < _steps; step++)
            {
                if ((entered & 1 << step) == 0)
                {
                    shares[step] += weight * (explained[entered | 1 << step] - explained[entered]);
                }
            }
        }
        return shares;
    }

    /// <summary>In how large a part of all orders a given set of so many steps, and no other, comes before a given step.</summary>
    private static double[] Weights(int steps) =>
        [
            .. Enumerable
                .Range(0, steps + 1)
                .Select(before => before == steps ? 0 : 1 / (steps * Math.Exp(Combinations.Log(steps - 1, before)))),
        ];
}
