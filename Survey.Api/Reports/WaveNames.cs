namespace Survey.Api.Reports;

internal static class WaveNames
{
    /// <returns>The wave's code; null: the last wave.</returns>
    public static string? Code(string? wave) => wave is "" or "latest" ? null : wave;
}
