using Survey.Db;

namespace Survey.Reports.Scoring;

/// <summary>The people for whom answers speak, in shown numbers, so that figures disclose nothing more. Null: unknown (history).</summary>
/// <param name="Customers">When the wave opened.</param>
/// <param name="Asked">Customers who were asked and reached.</param>
/// <param name="Rated">Answered, and had contact.</param>
public sealed record FinitePopulation(int? Customers, int? Asked, int Rated, int NoContact)
{
    public static readonly FinitePopulation Unknown = new(null, null, 0, 0);

    public int Answered => Rated + NoContact;

    /// <summary>N: the customers at opening times the share with contact; null: unknown.</summary>
    public double? Eligible => Customers is > 0 && Rated > 0 ? Customers.Value * (double)Rated / Answered : null;

    /// <summary>At least 80 % of those asked answered, and N is known. Never for history: the number asked is unknown (rule D2).</summary>
    public bool AllowsCorrection => Eligible is not null && Asked is > 0 && 100L * Answered >= (long)Thresholds.NearlyAll * Asked;

    /// <summary>1 - n/N where the finite population correction is allowed, else 1 (Cochran 1977, Sampling Techniques, 2.6).</summary>
    public double VarianceFactor(int answers) => AllowsCorrection ? Math.Max(0, 1 - answers / Eligible!.Value) : 1;

    /// <summary>n (N - 1) / (N - n): equally precise without correction. At most 100 n, so that there is always an interval.</summary>
    public double EffectiveSize(double size, int answers) =>
        AllowsCorrection ? size * (1 - 1 / Eligible!.Value) / Math.Max(0.01, VarianceFactor(answers)) : size;

    /// <summary>The customers of several relationships; unknown if those of one are.</summary>
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
