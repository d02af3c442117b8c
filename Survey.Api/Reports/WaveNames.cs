namespace Survey.Api.Reports;

/// <summary>How an address names a wave.</summary>
internal static class WaveNames
{
    /// <returns>The wave's code; null: the last one.</returns>
    public static string? Code(string? wave) => wave is "" or "latest" ? null : wave;
}
