using Npgsql;
using Survey.Db;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>
/// Stores together what is sent together. Disposed after the server has answered its last request, so what was accepted is written
/// before the program ends, unless the database is away.
/// </summary>
internal sealed partial class SubmissionQueue : IAsyncDisposable
{
    /// <summary>After which time somebody who found the queue full may try again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private const int Capacity = 1000;

    /// <summary>Nobody waits longer for an answer to be stored.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(9);

    /// <summary>By then everybody who waited has had an answer.</summary>
    private static readonly TimeSpan AtTheEnd = TimeSpan.FromSeconds(5);

    private readonly ILogger _log;
    private readonly CancellationTokenSource _ending;
    private readonly Batcher<Submission, SubmissionResult> _waiting;

    public SubmissionQueue(Database database, TimeProvider time, ILogger<SubmissionQueue> log)
    {
        (_log, _ending) = (log, new CancellationTokenSource());
        // Whoever sent it may be gone; what was accepted is stored all the same.
        _waiting = new(Capacity, batch => Submissions.StoreAsync(database, batch, time.GetUtcNow(), _ending.Token));
    }

    /// <returns>When all of it is committed; null when it can't be stored now, because too many are waiting or the database is away.</returns>
    public async Task<SubmissionResult?> StoreAsync(Submission submission)
    {
        if (_waiting.Add(submission, Patience) is not { } storing)
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
        _ending.CancelAfter(AtTheEnd);
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
