using Npgsql;
using Survey.Db;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>Disposed after the server's last response: accepted submissions are stored, unless the database is away.</summary>
internal sealed partial class SubmissionQueue : IAsyncDisposable
{
    /// <summary>When a client may try again if the queue was full.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private const int Capacity = 1000;

    /// <summary>The longest wait for an answer to be stored.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(9);

    /// <summary>By then every waiting request has been answered.</summary>
    private static readonly TimeSpan ShutdownWait = TimeSpan.FromSeconds(5);

    private readonly ILogger _log;
    private readonly CancellationTokenSource _ending;
    private readonly Batcher<Submission, SubmissionResult> _waiting;

    public SubmissionQueue(Database database, TimeProvider time, ILogger<SubmissionQueue> log)
    {
        (_log, _ending) = (log, new CancellationTokenSource());
        // Stored even if the sender has disconnected.
        _waiting = new(Capacity, batch => Submissions.StoreAsync(database, batch, time.GetUtcNow(), _ending.Token));
    }

    /// <returns>After the commit; null: not stored now, because too many wait or the database is away.</returns>
    public async Task<SubmissionResult?> StoreAsync(Submission submission)
    {
        if (_waiting.Add(submission, MaxWait) is not { } storing)
        {
            LogFull(_log);
            return null;
        }
        try
        {
            return await storing;
        }
        catch (NpgsqlException problem) when (Database.IsPassing(problem))
        {
            LogAway(_log, problem.GetType().Name);
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ending.CancelAfter(ShutdownWait);
        await _waiting.DisposeAsync();
        _ending.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many submissions are waiting to be stored; one was asked to come back.")]
    private static partial void LogFull(ILogger log);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A submission could not be stored because the database was away ({Problem}); it was asked to come back."
    )]
    private static partial void LogAway(ILogger log, string problem);
}
