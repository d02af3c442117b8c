using System.Collections.Concurrent;
using Npgsql;
using Survey.Db.Messages;

namespace Survey.Scheduler.Messages;

/// <summary>Hands out what it claims in batches, each on a connection of its own while the last one is being sent.</summary>
/// <param name="connection">Disposed with this.</param>
/// <param name="mayGoOn">Whether another batch may be begun.</param>
internal sealed class ClaimAhead(
    NpgsqlConnection connection, TimeProvider time, Func<bool> mayGoOn,
    Func<NpgsqlConnection, CancellationToken, Task<IReadOnlyList<ClaimedMessage>?>> claim) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentQueue<Claimed> _claimed = new();
    private Task<IEnumerable<Claimed>?>? _next;

    /// <returns>Null: nothing is due, or no more is to be begun.</returns>
    public async Task<Claimed?> NextAsync(CancellationToken ct)
    {
        if (_claimed.TryDequeue(out var claimed))
        {
            return claimed;
        }
        await _turn.WaitAsync(ct);
        try
        {
            while (!_claimed.TryDequeue(out claimed) && await AddAsync(ct))
            {
            }
            return claimed;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_next is not null)
        {
            // Whatever became of it is given back by the round, or with the sender's session.
            await _next.ContinueWith(_ => { }, TaskScheduler.Default);
        }
        _turn.Dispose();
        await connection.DisposeAsync();
    }

    private async Task<bool> AddAsync(CancellationToken ct)
    {
        if (!mayGoOn() || await (_next ??= ClaimAsync(ct)) is not { } batch)
        {
            return false;
        }
        foreach (var claimed in batch)
        {
            _claimed.Enqueue(claimed);
        }
        _next = ClaimAsync(ct);
        return true;
    }

    private async Task<IEnumerable<Claimed>?> ClaimAsync(CancellationToken ct)
    {
        var start = time.GetTimestamp();
        return (await claim(connection, ct))?.Select(message => new Claimed(message, start));
    }

    /// <param name="At">The timestamp at which the lease began, or a little before.</param>
    internal sealed record Claimed(ClaimedMessage Message, long At);
}
