namespace Survey.Reports.Charts.Words;

/// <summary>Limits of bottom- and top-coded shares, in per cent.</summary>
internal static class ShareLimits
{
    /// <summary>A share shown as 0 is below this.</summary>
    public static int Under(int step) => (step + 1) / 2;

    /// <summary>A share shown as 100 is at least this.</summary>
    public static int OrMore(int step) => 100 - Under(step);
}
