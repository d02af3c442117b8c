namespace Survey.Tests.Support;

/// <summary>Measures no time but what a test sets.</summary>
public sealed class TestStopwatch : TimeProvider
{
    public TimeSpan Elapsed { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;
}
