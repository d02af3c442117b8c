namespace Survey.Reports.Scoring;

/// <summary>
/// The one rounding of every figure, half away from zero. Decimal, because 2.675 as a double lies below the half; plus 0, because nothing is -0.
/// </summary>
public static class Rounded
{
    public static double To(double value, int decimals) =>
        (double)Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero) + 0.0;
}
