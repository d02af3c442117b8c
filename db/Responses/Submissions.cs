using Npgsql;

namespace Survey.Db.Responses;

/// <summary>
/// Stores answers exactly once, also with concurrent requests. Preferences and notes follow in transactions of their own, so that no
/// data stored with an answer identifies the person (rules A1, A9, A10). Safe to retry after any failure: only what is missing is stored.
/// </summary>
public static class Submissions
{
    /// <summary>How long the database may be away before a submission fails.</summary>
    private static readonly TimeSpan RetryTime = TimeSpan.FromSeconds(8);

    /// <summary>Returns after everything is committed.</summary>
    public static async Task<SubmissionResult> StoreAsync(
        Database database,
        Submission submission,
        DateTimeOffset now,
        CancellationToken ct
    ) => await (await StoreAsync(database, [submission], now, ct))[0];

    /// <summary>In few transactions. One completed task per submission, in order; a failed one does not fail the others.</summary>
    public static async Task<IReadOnlyList<Task<SubmissionResult>>> StoreAsync(
        Database database,
        IReadOnlyList<Submission> submissions,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var results = new Dictionary<Submission, Task<SubmissionResult>>(ReferenceEqualityComparer.Instance);
        foreach (var wave in submissions.GroupBy(submission => submission.WaveId))
        {
            var left = wave.ToList();
            while (left.Count > 0)
            {
                // A batch must not have two submissions of one invitation. The result of the first decides about the second.
                var batch = left.DistinctBy(submission => submission.InvitationId).ToList();
                await StoreOrSplitAsync(database, batch, now, results, ct);
                left = [.. left.Where(submission => !results.ContainsKey(submission))];
                DecideRepeated(batch, left, results);
                left.RemoveAll(results.ContainsKey);
            }
        }
        return [.. submissions.Select(submission => results[submission])];
    }

    private static void DecideRepeated(
        List<Submission> batch,
        List<Submission> left,
        Dictionary<Submission, Task<SubmissionResult>> results
    )
    {
        var firstByInvitation = batch.ToDictionary(submission => submission.InvitationId);
        foreach (var second in left)
        {
            var first = firstByInvitation[second.InvitationId];
            if (results[first].IsCompletedSuccessfully)
            {
                var isRepeated = first.Receipt == second.Receipt || results[first].Result != SubmissionResult.Stored;
                results[second] = isRepeated ? results[first] : Task.FromResult(SubmissionResult.AlreadyAnswered);
            }
        }
    }

    private static async Task StoreOrSplitAsync(
        Database database,
        List<Submission> batch,
        DateTimeOffset now,
        Dictionary<Submission, Task<SubmissionResult>> results,
        CancellationToken ct
    )
    {
        try
        {
            var stored = await RetriedAsync(() => StoreBatchAsync(database, batch, now, ct), ct);
            for (var i = 0; i < batch.Count; i++)
            {
                results[batch[i]] = Task.FromResult(stored[i]);
            }
        }
        catch (NpgsqlException problem) when (batch.Count == 1 || Database.IsPassing(problem))
        {
            foreach (var submission in batch)
            {
                results[submission] = Task.FromException<SubmissionResult>(problem);
            }
        }
        catch (NpgsqlException)
        {
            var half = batch.Count / 2;
            await StoreOrSplitAsync(database, [.. batch.Take(half)], now, results, ct);
            await StoreOrSplitAsync(database, [.. batch.Skip(half)], now, results, ct);
        }
    }

    /// <summary>The notes' transaction is open during the others, so that the wave cannot be sealed before the notes are stored.</summary>
    private static Task<SubmissionResult[]> StoreBatchAsync(
        Database database,
        List<Submission> batch,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var waveId = batch[0].WaveId;
        return !batch.Any(submission => submission.HasMore)
            ? AnswersAsync(database, waveId, batch, now, ct)
            : database.InTransactionAsync(
                async notes =>
                {
                    await SubmittedNotes.HoldWaveAsync(notes, waveId, ct);
                    var results = await AnswersAsync(database, waveId, batch, now, ct);
                    var more = batch
                        .Zip(results)
                        .Where(pair => pair is { First.HasMore: true, Second: SubmissionResult.Stored })
                        .Select(pair => pair.First)
                        .ToList();
                    await PausesAsync(database, waveId, more, ct);
                    await SubmittedNotes.StoreAsync(notes, waveId, more, ct);
                    return results;
                },
                ct
            );
    }

    private static async Task<SubmissionResult[]> AnswersAsync(
        Database database,
        long waveId,
        List<Submission> batch,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenPreparedAsync(ct);
        var stored = await SubmittedAnswers.StoreAsync(connection, waveId, batch, now, ct);
        if (stored.Count == batch.Count)
        {
            return [.. batch.Select(_ => SubmissionResult.Stored)];
        }
        var others = batch.Select(submission => submission.InvitationId).Where(invitation => !stored.Contains(invitation)).ToArray();
        var standing = await SubmittedAnswers.StandingAsync(connection, waveId, others, now, ct);
        return
        [
            .. batch.Select(submission =>
                stored.Contains(submission.InvitationId) ? SubmissionResult.Stored : standing[submission.InvitationId].Of(submission)
            ),
        ];
    }

    private static async Task PausesAsync(Database database, long waveId, List<Submission> batch, CancellationToken ct)
    {
        if (batch.Any(submission => submission.Pauses.Count > 0))
        {
            await using var connection = await database.OpenAsync(ct);
            await SubmittedPauses.StoreAsync(connection, waveId, batch, ct);
        }
    }

    private static async Task<T> RetriedAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (NpgsqlException problem) when (Database.IsPassing(problem) && TimeProvider.System.GetElapsedTime(start) < RetryTime)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(20 * attempt, 500)), ct);
            }
        }
    }
}
