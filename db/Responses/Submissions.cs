using Npgsql;

namespace Survey.Db.Responses;

/// <summary>
/// Stores what people send: the answers exactly once, whatever comes in at the same moment; then preferences, then notes, each in a
/// transaction of its own, so that nothing stored with an answer says who gave it (rules A1, A9, A10). It may be repeated from any
/// point, so a lost connection is no question: what was committed before stays, what was not is done now.
/// </summary>
public static class Submissions
{
    /// <summary>For how long the database may be away before a submission fails.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Stores one submission and returns when all of it is committed.</summary>
    public static async Task<SubmissionResult> StoreAsync(
        Database database,
        Submission submission,
        DateTimeOffset now,
        CancellationToken ct
    ) => await (await StoreAsync(database, [submission], now, ct))[0];

    /// <summary>Stores submissions that arrived together in as few transactions as possible. One that fails does not fail the others.</summary>
    /// <returns>A finished task for each, in their order: its result, or why it failed.</returns>
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
                // Two of one invitation can't be in one batch; the second learns from what became of the first.
                var batch = left.DistinctBy(submission => submission.InvitationId).ToList();
                await StoreOrSplitAsync(database, batch, now, results, ct);
                left = [.. left.Where(submission => !results.ContainsKey(submission))];
                Settle(batch, left, results);
                left.RemoveAll(results.ContainsKey);
            }
        }
        return [.. submissions.Select(submission => results[submission])];
    }

    private static void Settle(List<Submission> batch, List<Submission> left, Dictionary<Submission, Task<SubmissionResult>> results)
    {
        var firsts = batch.ToDictionary(submission => submission.InvitationId);
        foreach (var second in left)
        {
            var first = firsts[second.InvitationId];
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

    /// <summary>The transaction of the notes spans the others: until they are stored the wave can't be sealed over them.</summary>
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
            catch (NpgsqlException problem) when (Database.IsPassing(problem) && TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(20 * attempt, 500)), ct);
            }
        }
    }
}
