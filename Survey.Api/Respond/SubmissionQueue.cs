using Npgsql;
using Survey.Db;
using Survey.Db.Responses;

namespace Survey.Api.Respond;

/// <summary>
/// Stores together what is sent together. Disposed after the server has answered its last request, so what was accepted is written
/// before the program ends.
/// </summary>
internal sealed partial class SubmissionQueue(Database database, TimeProvider time, ILogger<SubmissionQueue> log) : IAsyncDisposable
{
    /// <summary>After which time somebody who found the queue full may try again.</summary>
    public static readonly TimeSpan ComeBackIn = TimeSpan.FromSeconds(5);

    private const int Capacity = 1000;

    // Whoever sent it may be gone; what was accepted is stored all the same.
    private readonly Gathering<Submission, SubmissionResult> _waiting = new(Capacity, batch =>
        Submissions.StoreAsync(database, batch, time.GetUtcNow(), CancellationToken.None));

    /// <returns>When all of it is committed; null when it can't be stored now, because too many are waiting or the database is away.</returns>
    public async Task<SubmissionResult?> StoreAsync(Submission submission)
    {
        if (_waiting.Add(submission) is not { } storing)
        {
            LogFull(log);
            return null;
        }
        try
        {
            return await storing;
        }
        catch (NpgsqlException problem) when (Database.IsPassing(problem))
        {
            LogAway(log, problem.GetType().Name);
            return null;
        }
    }

    public ValueTask DisposeAsync() => _waiting.DisposeAsync();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too many submissions are waiting to be stored; one was asked to come back.")]
    private static partial void LogFull(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A submission could not be stored because the database was away ({Problem}); it was asked to come back.")]
    private static partial void LogAway(ILogger log, string problem);
}
