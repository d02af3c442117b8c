namespace Survey.Reports.Scoring;

/// <summary>
/// R² of the overall rating on all steps, divided among the steps by averaging over all orders of entry (LMG: Lindeman, Merenda and Gold
/// 1980, p. 119; Grömping 2007, The American Statistician 61:139). Reused for every resample.
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

    /// <summary>By step; null: all overall ratings are equal. <paramref name="people"/>: how often each journey counts.</summary>
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

    /// <summary>Of all orders, the part in which exactly a given set of this size comes before a given step.</summary>
    private static double[] Weights(int steps) =>
        [
            .. Enumerable
                .Range(0, steps + 1)
                .Select(before => before == steps ? 0 : 1 / (steps * Math.Exp(Combinations.Log(steps - 1, before)))),
        ];
}
