using System.Diagnostics;

namespace Survey.Api.Health;

/// <summary>Counts requests by class of status and by duration. Not by address, because addresses contain tokens.</summary>
internal sealed class RequestMeter
{
    /// <summary>Upper bounds in seconds.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.01, 0.05, 0.1, 0.5, 1, 5];

    private readonly long[] _byClass = new long[6];
    private readonly long[] _byDuration = new long[7];
    private long _microseconds;

    public long OfClass(int hundred) => Interlocked.Read(ref _byClass[hundred]);

    /// <summary>Requests up to the bound with this index; the index after the last bound counts all longer ones.</summary>
    public long InBucket(int place) => Interlocked.Read(ref _byDuration[place]);

    public double Seconds => Interlocked.Read(ref _microseconds) / 1e6;

    public async Task MeasureAsync(HttpContext context, RequestDelegate next)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Count(context.Response.StatusCode, Stopwatch.GetElapsedTime(start));
        }
    }

    private void Count(int status, TimeSpan duration)
    {
        Interlocked.Increment(ref _byClass[Math.Clamp(status / 100, 1, 5)]);
        Interlocked.Increment(ref _byDuration[Bounds.TakeWhile(bound => bound < duration.TotalSeconds).Count()]);
        Interlocked.Add(ref _microseconds, (long)duration.TotalMicroseconds);
    }
}
