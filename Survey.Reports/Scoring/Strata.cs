namespace Survey.Reports.Scoring;

/// <summary>The answers to one item of a cell, relationship by relationship, with the weight of each (rule D7).</summary>
public sealed class Strata
{
    private readonly IReadOnlyList<Stratum> _filled;

    /// <param name="strata">Those without an answer are left out.</param>
    /// <param name="answeredInvitations">
    /// How many people answered who were asked about any of the relationships; null: unknown (history), or each answered once at most.
    /// </param>
    /// <param name="pooled">Of a wave in which some number of customers is unknown: no figure over several strata is weighted.</param>
    public Strata(IEnumerable<Stratum> strata, int? answeredInvitations = null, bool pooled = false)
        : this([.. strata.Where(stratum => stratum.N > 0)], pooled, 1) =>
        Widening = answeredInvitations is > 0 ? Math.Max(1, Math.Sqrt(Fewest / (double)answeredInvitations)) : 1;

    private Strata(IReadOnlyList<Stratum> filled, bool pooled, double widening)
    {
        _filled = filled;
        N = filled.Sum(part => part.N);
        Widening = widening;
        Pooled = filled.Count > 1 && (pooled || filled.Any(part => part.Population.Eligible is null));
        Parts = Pooled ? [AsOne(filled)] : filled;
        var all = Parts.Sum(Size);
        Weights = [.. Parts.Select(part => Size(part) / all)];
    }

    public IReadOnlyList<Stratum> Parts { get; }

    /// <summary>Of each part; they add up to 1.</summary>
    public IReadOnlyList<double> Weights { get; }

    public int N { get; }

    /// <summary>The number of answers as far as it may be told: exactly, unless small groups stand in the figure by their bands.</summary>
    public int Fewest => Parts.Sum(part => part.Fewest);

    /// <inheritdoc cref="Fewest"/>
    public int Most => Parts.Sum(part => part.Most);

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

    /// <summary>Null: so few in some part that nothing may tell.</summary>
    public int? DoesNotApply => Parts.Any(part => part.DoesNotApply is null) ? null : Parts.Sum(part => part.DoesNotApply);

    public bool IsCensus => Parts.Count > 0 && Rest is null && Parts.All(part => part.IsCensus);

    /// <summary>Those whose own distribution may be seen: all that a distribution, a share or a spread is made of. It adds nothing to what is told of them.</summary>
    public Strata Told => Rest is null ? this : new([.. _filled.Where(IsSeen)], Pooled, Widening);

    /// <summary>All others, of which no more than mean and number enter a figure; null: there are none.</summary>
    public Untold? Rest => Untold.Of([.. _filled.Select(part => (part, IsSeen(part), Size(part)))]);

    /// <summary>The sum over the parts, each times its weight to the given power.</summary>
    internal double Weighted(Func<Stratum, double> value, int power = 1) =>
        Parts.Select((part, index) => Math.Pow(Weights[index], power) * value(part)).Sum();

    /// <summary>One answer has no spread.</summary>
    private bool IsSeen(Stratum part) => part.IsTold && (part.N > 1 || _filled.Count == 1);

    private double Size(Stratum part) => _filled.Count == 1 ? 1 : Pooled ? part.Size : part.Population.Eligible!.Value;

    private static Stratum AsOne(IReadOnlyList<Stratum> filled) =>
        new(Histogram.Together([.. filled.Select(part => part.Answers)]), Population.Unknown(filled.Sum(part => part.N)), filled.Sum(part => part.DoesNotApply))
        {
            StandIn = filled.All(part => part.StandIn is null) ? null : new(
                filled.Sum(part => part.Size * part.Mean) / filled.Sum(part => part.Size), filled.Sum(part => part.Fewest), filled.Sum(part => part.Most),
                filled.Sum(part => part.Size)),
        };
}
