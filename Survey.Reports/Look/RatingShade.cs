namespace Survey.Reports.Look;

/// <summary>The colour of a mean, one of five. The number always stands beside it.</summary>
public static class RatingShade
{
    /// <summary>The lowest means of shades 2 to 5.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [2.5, 3.25, 3.75, 4.25];

    /// <returns>1 to 5.</returns>
    public static int Number(double mean) => 1 + Bounds.Count(bound => mean >= bound);

    /// <returns>A class of the stylesheet.</returns>
    public static string Of(double? mean) => mean is { } value ? $"rate-{Number(value)}" : "figure-hidden";
}
