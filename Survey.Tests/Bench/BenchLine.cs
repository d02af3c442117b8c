using System.Diagnostics;
using System.Globalization;

namespace Survey.Tests.Bench;

/// <summary>The lines that "make bench" prints: <c>bench NAME key=value ...</c>.</summary>
internal static class BenchLine
{
    public static async Task WriteAsync(string name, params (string Key, double Value)[] figures)
    {
        var values = figures.Select(figure => $"{figure.Key}={figure.Value.ToString("0.###", CultureInfo.InvariantCulture)}");
        var line = $"bench {name} {string.Join(' ', values)}";
        TestContext.Out.WriteLine(line);
        if (Environment.GetEnvironmentVariable("SURVEY_BENCH") is { Length: > 0 } file)
        {
            await File.AppendAllTextAsync(file, line + "\n");
        }
    }

    /// <returns>Seconds that <paramref name="work"/> took.</returns>
    public static async Task<double> SecondsAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>The most memory this process ever held, in MB.</summary>
    public static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }
}
