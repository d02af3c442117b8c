using System.Threading.Channels;
using Survey.Db;

namespace Survey.Api.Respond;

/// <summary>
/// Batches concurrent requests; one batch runs at a time, because two half batches would each cost nearly as much as a whole one. Requests
/// that arrive during a batch form the next one. A single request runs at once. If the queue is full, a request is refused.
/// </summary>
/// <param name="work">Returns one finished task per item, in the order of the items.</param>
internal sealed class Batcher<TItem, TResult> : IAsyncDisposable
{
    private const int LargestBatch = 250;

    private readonly Channel<Waiting> _waiting;
    private readonly Func<IReadOnlyList<TItem>, Task<IReadOnlyList<Task<TResult>>>> _work;
    private readonly Task _worker;

    public Batcher(int capacity, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<Task<TResult>>>> work)
    {
        _waiting = Channel.CreateBounded<Waiting>(capacity);
        _work = work;
        _worker = Task.Run(WorkAsync);
    }

    /// <summary>Fails after <paramref name="patience"/> as if the database were away; the item may still be done later.</summary>
    /// <returns>Null: the queue is full.</returns>
    public Task<TResult>? Add(TItem item, TimeSpan patience)
    {
        var waiting = new Waiting(item);
        return _waiting.Writer.TryWrite(waiting) ? waiting.WithinAsync(patience) : null;
    }

    /// <summary>Waits until all added items are done.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _worker;
    }

    private async Task WorkAsync()
    {
        var batch = new List<Waiting>(LargestBatch);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && _waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }
            batch.RemoveAll(waiting => waiting.IsGivenUp);
            await DoAsync(batch);
            batch.Clear();
        }
    }

    private async Task DoAsync(List<Waiting> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }
        try
        {
            var results = await _work([.. batch.Select(waiting => waiting.Item)]);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Result.SetFromTask(results[i]);
            }
        }
        catch (Exception problem) when (batch.Count > 1 && !Database.IsPassing(problem))
        {
            // Find the item that failed: the others must not fail with it.
            var half = batch.Count / 2;
            await DoAsync(batch[..half]);
            await DoAsync(batch[half..]);
        }
        catch (Exception problem)
        {
            batch.ForEach(waiting => waiting.Result.TrySetException(problem));
        }
    }

    private sealed record Waiting(TItem Item)
    {
        private volatile bool _isGivenUp;

        public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsGivenUp => _isGivenUp;

        public async Task<TResult> WithinAsync(TimeSpan patience)
        {
            try
            {
                return await Result.Task.WaitAsync(patience);
            }
            catch (TimeoutException problem)
            {
                _isGivenUp = true;
                throw new DatabaseUnavailableException(problem);
            }
        }
    }
}
