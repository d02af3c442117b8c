namespace Survey.Scheduler.Mail;

/// <summary>Rate limit: lets callers pass evenly spaced.</summary>
internal sealed class Pace(double perSecond, TimeProvider time)
{
    private readonly long _step = (long)(time.TimestampFrequency / perSecond);
    private readonly Lock _gate = new();
    private long _next = time.GetTimestamp();

    public Task WaitAsync(CancellationToken ct)
    {
        long mine;
        lock (_gate)
        {
            mine = Math.Max(_next, time.GetTimestamp());
            _next = mine + _step;
        }
        var wait = time.GetElapsedTime(time.GetTimestamp(), mine);
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, ct) : Task.CompletedTask;
    }
}
