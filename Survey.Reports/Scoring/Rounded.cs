namespace Survey.Reports.Scoring;

/// <summary>Rounds every figure, half away from zero. Decimal, because 2.675 as a double is below the half; plus 0 avoids -0.</summary>
public static class Rounded
{
    public static double To(double value, int decimals) =>
        (double)Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero) + 0.0;
}
