using Npgsql;
using Survey.Db.Messages;

namespace Survey.Scheduler.Messages;

/// <summary>Claims the next batch of mails, on a connection of its own, while the last one is being sent.</summary>
/// <param name="connection">Disposed with this.</param>
internal sealed class ClaimAhead(
    NpgsqlConnection connection, TimeProvider time, Func<NpgsqlConnection, CancellationToken, Task<IReadOnlyList<ClaimedMessage>?>> claim) : IAsyncDisposable
{
    private Task<Batch?>? _next;

    /// <returns>Null: nothing is due.</returns>
    public async Task<Batch?> NextAsync(CancellationToken ct)
    {
        var batch = await (_next ?? ClaimAsync(ct));
        _next = batch is null ? null : ClaimAsync(ct);
        return batch;
    }

    public async ValueTask DisposeAsync()
    {
        if (_next is not null)
        {
            // Whatever became of it is given back by the round, or with the sender's session.
            await _next.ContinueWith(_ => { }, TaskScheduler.Default);
        }
        await connection.DisposeAsync();
    }

    private async Task<Batch?> ClaimAsync(CancellationToken ct)
    {
        var claimed = time.GetTimestamp();
        return await claim(connection, ct) is { } messages ? new Batch(messages, claimed) : null;
    }

    /// <param name="ClaimedAt">The timestamp at which the lease began, or a little before.</param>
    internal sealed record Batch(IReadOnlyList<ClaimedMessage> Messages, long ClaimedAt);
}
