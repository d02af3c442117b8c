namespace Survey.Reports.Scoring;

/// <summary>Whom some answers speak for. All numbers as they are shown, so that nothing tells more than they do.</summary>
/// <param name="Customers">How many there were when the wave opened; null: unknown (history).</param>
/// <param name="Asked">How many of them were asked and reached; null: unknown (history).</param>
/// <param name="Rated">Answered, and had contact.</param>
/// <param name="NoContact">Answered that they had no contact.</param>
public sealed record FinitePopulation(int? Customers, int? Asked, int Rated, int NoContact)
{
    public static readonly FinitePopulation Unknown = new(null, null, 0, 0);

    public int Answered => Rated + NoContact;

    /// <summary>N: the customers at opening times the share with contact; null when unknown.</summary>
    public double? Eligible => Customers is > 0 && Rated > 0 ? Customers.Value * (double)Rated / Answered : null;

    /// <summary>At least 80 % of those asked answered, and N is known. Never of history: nobody knows how many were asked (rule D2).</summary>
    public bool AllowsCorrection => Eligible is not null && Asked is > 0 && 5L * Answered >= 4L * Asked;

    /// <summary>1 - n/N where the finite population correction is allowed, else 1 (Cochran 1977, Sampling Techniques, 2.6).</summary>
    /// <param name="answers">As shown.</param>
    public double VarianceFactor(int answers) => AllowsCorrection ? Math.Max(0, 1 - answers / Eligible!.Value) : 1;

    /// <summary>n (N - 1) / (N - n): the sample size that is as precise without the correction. n where the correction is not allowed.</summary>
    /// <returns>At most 100 n, so that there is always an interval.</returns>
    public double EffectiveSize(double size, int answers) =>
        AllowsCorrection ? size * (1 - 1 / Eligible!.Value) / Math.Max(0.01, VarianceFactor(answers)) : size;

    /// <summary>The customers of several relationships; unknown where any is.</summary>
    public static FinitePopulation Together(IReadOnlyCollection<FinitePopulation> parts) =>
        parts.All(part => part.AllowsCorrection)
            ? new(
                parts.Sum(part => part.Customers),
                parts.Sum(part => part.Asked),
                parts.Sum(part => part.Rated),
                parts.Sum(part => part.NoContact)
            )
            : Unknown;
}
