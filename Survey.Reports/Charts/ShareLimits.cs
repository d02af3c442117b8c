namespace Survey.Reports.Charts;

/// <summary>What the first and the last shown share stand for, in per cent.</summary>
internal static class ShareLimits
{
    /// <summary>A share that is shown as 0 lies under this.</summary>
    public static int Under(int step) => (step + 1) / 2;

    /// <summary>A share that is shown as 100 lies here or higher.</summary>
    public static int OrMore(int step) => 100 - Under(step);
}
