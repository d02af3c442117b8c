namespace Survey.Reports.Scoring;

/// <summary>A 95 % confidence interval.</summary>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The normal quantile at 97.5 %.</summary>
    internal const double Z = 1.959963984540054;

    internal static Interval Around(double middle, double half) => new(middle - half, middle + half);

    public Interval Within(double lowest, double highest) => new(Math.Max(Low, lowest), Math.Min(High, highest));
}
