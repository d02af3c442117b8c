using System.Threading.Channels;
using Npgsql;
using Survey.Db;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>
/// Stores together what arrives together. While the writers are busy submissions gather, and the next batch takes all of them; a lone
/// one is written at once. Bounded: who finds it full is told to come back. Disposed after the server has answered its last request,
/// so what was accepted is written before the program ends.
/// </summary>
internal sealed partial class SubmissionQueue : IAsyncDisposable
{
    /// <summary>After which time somebody who found the queue full may try again.</summary>
    public static readonly TimeSpan ComeBackIn = TimeSpan.FromSeconds(5);

    private const int Capacity = 1000;
    private const int LargestBatch = 250;

    // While one waits for the disk the other collects.
    private const int Writers = 2;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(Capacity);
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ILogger<SubmissionQueue> _log;
    private readonly Task[] _writers;

    public SubmissionQueue(Database database, TimeProvider time, ILogger<SubmissionQueue> log)
    {
        (_database, _time, _log) = (database, time, log);
        _writers = [.. Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAllAsync))];
    }

    /// <returns>When all of it is committed; null when it can't be stored now, because too many are waiting or the database is away.</returns>
    public async Task<SubmissionResult?> StoreAsync(Submission submission)
    {
        var waiting = new Waiting(submission);
        if (!_waiting.Writer.TryWrite(waiting))
        {
            LogFull(_log);
            return null;
        }
        try
        {
            return await waiting.Result.Task;
        }
        catch (NpgsqlException problem) when (Submissions.IsPassing(problem))
        {
            LogAway(_log, problem.GetType().Name);
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_writers);
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<Waiting>(LargestBatch);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && _waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }
            await WriteAsync(batch);
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<Waiting> batch)
    {
        try
        {
            // Whoever sent it may be gone; what was accepted is stored all the same.
            var results = await Submissions.StoreAsync(
                _database, [.. batch.Select(waiting => waiting.Submission)], _time.GetUtcNow(), CancellationToken.None);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Result.SetFromTask(results[i]);
            }
        }
        catch (Exception problem)
        {
            batch.ForEach(waiting => waiting.Result.TrySetException(problem));
        }
    }

    private sealed record Waiting(Submission Submission)
    {
        public TaskCompletionSource<SubmissionResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many submissions are waiting to be stored; one was asked to come back.")]
    private static partial void LogFull(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A submission could not be stored because the database was away ({Problem}); it was asked to come back.")]
    private static partial void LogAway(ILogger log, string problem);
}
