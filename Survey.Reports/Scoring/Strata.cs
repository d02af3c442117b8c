namespace Survey.Reports.Scoring;

/// <summary>The answers to one item of a cell, relationship by relationship, with the weight of each (rule D7).</summary>
public sealed class Strata
{
    /// <param name="strata">Those without an answer are left out.</param>
    /// <param name="answeredInvitations">
    /// How many people answered who were asked about any of the relationships; null: unknown (history), or each answered once at most.
    /// </param>
    /// <param name="pooled">Of a wave in which some number of customers is unknown: no figure over several strata is weighted.</param>
    public Strata(IEnumerable<Stratum> strata, int? answeredInvitations = null, bool pooled = false)
    {
        Parts = [.. strata.Where(stratum => stratum.N > 0)];
        N = Parts.Sum(part => part.N);
        Pooled = Parts.Count > 1 && (pooled || Parts.Any(part => part.Population.Eligible is null));
        if (Pooled)
        {
            Parts = [new Stratum(Together, Population.Unknown(N), Parts.Sum(part => part.DoesNotApply))];
        }
        var all = Parts.Sum(Size);
        Weights = [.. Parts.Select(part => Size(part) / all)];
        Widening = answeredInvitations is > 0 ? Math.Max(1, Math.Sqrt(N / (double)answeredInvitations)) : 1;
    }

    public IReadOnlyList<Stratum> Parts { get; }

    /// <summary>Of each part; they add up to 1.</summary>
    public IReadOnlyList<double> Weights { get; }

    public int N { get; }

    /// <summary>The customers of some relationship are unknown, so all answers count alike.</summary>
    public bool Pooled { get; }

    /// <summary>By how much intervals grow because one person may have answered several times; at least 1.</summary>
    public double Widening { get; }

    /// <summary>All answers, unweighted. There must be one.</summary>
    public Histogram Together => Histogram.Together([.. Parts.Select(part => part.Answers)]);

    /// <summary>
    /// The answers as a figure may show them: weighted like its mean, in whole numbers. Were they shown unweighted beside a weighted mean,
    /// a hidden relationship could be computed from the two.
    /// </summary>
    public Histogram AsShown => Parts.Count < 2 ? Together
        : Weighting.Together([.. Parts.Select((part, index) => new Weighed(part.Answers, Weights[index] / part.N))]);

    public int DoesNotApply => Parts.Sum(part => part.DoesNotApply);

    public bool IsCensus => Parts.Count > 0 && Parts.All(part => part.IsCensus);

    /// <summary>The sum over the parts, each times its weight to the given power.</summary>
    internal double Weighted(Func<Stratum, double> value, int power = 1) =>
        Parts.Select((part, index) => Math.Pow(Weights[index], power) * value(part)).Sum();

    private double Size(Stratum part) => Parts.Count == 1 ? 1 : part.Population.Eligible!.Value;
}
