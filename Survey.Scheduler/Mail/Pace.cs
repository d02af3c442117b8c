namespace Survey.Scheduler.Mail;

/// <summary>Spreads starts evenly: so many per second, over all who wait.</summary>
internal sealed class Pace(double perSecond, TimeProvider time)
{
    private readonly long _step = (long)(time.TimestampFrequency / perSecond);
    private long _next = time.GetTimestamp();

    /// <summary>How long somebody who comes now would wait.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (this)
            {
                return time.GetElapsedTime(time.GetTimestamp(), Math.Max(_next, time.GetTimestamp()));
            }
        }
    }

    public Task WaitAsync(CancellationToken ct)
    {
        long mine;
        lock (this)
        {
            mine = Math.Max(_next, time.GetTimestamp());
            _next = mine + _step;
        }
        var wait = time.GetElapsedTime(time.GetTimestamp(), mine);
        return wait > TimeSpan.Zero ? Task.Delay(wait, time, ct) : Task.CompletedTask;
    }
}
