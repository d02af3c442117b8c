namespace Survey.Scheduler.Messages;

/// <summary>A pause while the transport is down: longer each time, up to 15 minutes, or as the server says. A restart ends it.</summary>
public sealed class SendingPause(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private long _begun;
    private TimeSpan _length;

    public string? Reason { get; private set; }

    public bool IsOn
    {
        get
        {
            lock (_gate)
            {
                return Reason is not null && time.GetElapsedTime(_begun) < _length;
            }
        }
    }

    /// <param name="wait">For how long the server wants no mails; null: it did not say.</param>
    public void Begin(string reason, TimeSpan? wait = null)
    {
        lock (_gate)
        {
            _length = wait ?? (Reason is null ? First : TimeSpan.FromTicks(Math.Min(_length.Ticks * 2, MaxPause.Ticks)));
            _begun = time.GetTimestamp();
            Reason = reason;
        }
    }

    public void End()
    {
        lock (_gate)
        {
            Reason = null;
        }
    }
}
