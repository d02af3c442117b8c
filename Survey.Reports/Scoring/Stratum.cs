namespace Survey.Reports.Scoring;

/// <summary>The answers of one relationship's customers to one item. A cell of one relationship has one stratum, a roll-up several.</summary>
/// <param name="DoesNotApply">How many said so; null: so few that nothing may tell.</param>
/// <param name="DesignEffect">By how much the answers tell less than as many with equal chances would; 1 unless they are weighted.</param>
public sealed record Stratum(Histogram Answers, Population Population, int? DoesNotApply, double DesignEffect = 1)
{
    /// <summary>Its own distribution may be seen.</summary>
    public bool IsTold { get; init; } = true;

    /// <summary>Null: the answers themselves enter a figure over several relationships.</summary>
    public StandIn? StandIn { get; init; }

    public int N => Answers.N;

    public double Mean => StandIn?.Mean ?? Answers.Mean;

    /// <summary>What a reader knows of the number of answers.</summary>
    public int Fewest => StandIn?.Fewest ?? N;

    /// <inheritdoc cref="Fewest"/>
    public int Most => StandIn?.Most ?? N;

    /// <summary>Among answers that count alike.</summary>
    internal double Size => StandIn?.Size ?? N;

    public bool IsCensus => Population.IsCensus(N, DoesNotApply);

    /// <summary>1 - n/N where the finite population correction is allowed, else 1 (Cochran 1977, Sampling Techniques, 2.6).</summary>
    public double VarianceFactor => IsCensus ? 0 : DesignEffect * (Population.AllowsCorrection ? 1 - N / Population.Eligible!.Value : 1);

    /// <summary>n (N - 1) / (N - n), the sample size that would be as precise without the correction; n where that is not allowed.</summary>
    public double EffectiveSize =>
        IsCensus ? double.PositiveInfinity
        : (Population.AllowsCorrection && Population.Eligible is { } all && all > N ? N * (all - 1) / (all - N) : N) / DesignEffect;
}
