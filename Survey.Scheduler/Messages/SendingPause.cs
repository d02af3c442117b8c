namespace Survey.Scheduler.Messages;

/// <summary>
/// After the way out proved closed, nothing is tried for a while: longer each time, up to a quarter of an hour, or as long as the server
/// says. It ends with the program: after the fault is fixed, a restart sends at once.
/// </summary>
public sealed class SendingPause(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private long _begun;
    private TimeSpan _length;

    /// <summary>Why nothing is sent; null: sending goes on.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether it is too early to try again.</summary>
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

    /// <param name="wait">How long the server wants no more mails; null: it did not say.</param>
    public void Begin(string reason, TimeSpan? wait = null)
    {
        lock (_gate)
        {
            _length = wait ?? (Reason is null ? First : TimeSpan.FromTicks(Math.Min(_length.Ticks * 2, Longest.Ticks)));
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
