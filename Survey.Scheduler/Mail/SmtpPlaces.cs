namespace Survey.Scheduler.Mail;

/// <summary>How many connections may be open at once, and who waits for one.</summary>
internal sealed class SmtpPlaces(int count) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count);
    private int _waiting;

    public bool IsWaitedFor => Volatile.Read(ref _waiting) > 0;

    public async Task TakeAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _free.WaitAsync(ct);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Leave() => _free.Release();

    public void Dispose() => _free.Dispose();
}
