using System.Collections.Concurrent;
using Npgsql;
using Survey.Db;
using Survey.Db.Messages;

namespace Survey.Scheduler.Messages;

/// <summary>
/// Stores the outcomes of mails. If the database is away, a mark is kept in memory and stored first when the database is back: without it
/// the mail would be sent again.
/// </summary>
internal sealed class MessageMarks(Database database, TimeProvider time)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<(int Worker, MessageMark Mark)> _kept = new();

    public Database Database => database;

    /// <returns>False: the sender's claims have ended, so others may claim its other mails.</returns>
    /// <exception cref="NpgsqlException">The database stayed away; the mark is kept in memory.</exception>
    public async Task<bool> WriteAsync(int worker, MessageMark mark)
    {
        try
        {
            await using var connection = await database.OpenPreparedAsync(CancellationToken.None);
            return await WithOrWithoutWordsAsync(mark, one => MessageClaims.MarkAsync(connection, worker, one, CancellationToken.None));
        }
        catch (Exception problem) when (Database.IsPassing(problem))
        {
            _kept.Enqueue((worker, mark));
            await WaitForDatabaseAsync();
            return false;
        }
    }

    public async Task WriteKeptAsync(CancellationToken ct)
    {
        while (_kept.TryPeek(out _))
        {
            await using var connection = await database.OpenPreparedAsync(ct);
            if (!_kept.TryDequeue(out var kept))
            {
                return;
            }
            try
            {
                await WithOrWithoutWordsAsync(kept.Mark, one =>
                    MessageClaims.MarkLateAsync(connection, kept.Worker, one, CancellationToken.None)
                );
            }
            catch
            {
                _kept.Enqueue(kept);
                throw;
            }
        }
    }

    /// <summary>Omits words that the database refuses, such as a lone surrogate: without a mark the mail would be sent again.</summary>
    private static async Task<bool> WithOrWithoutWordsAsync(MessageMark mark, Func<MessageMark, Task<bool>> write)
    {
        try
        {
            return await write(mark);
        }
        catch (Exception problem) when (mark.Reason is not null && !Database.IsPassing(problem))
        {
            return await write(mark with { Reason = null });
        }
    }

    /// <summary>A program that runs once has no next round, so it waits here.</summary>
    private async Task WaitForDatabaseAsync()
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                await WriteKeptAsync(CancellationToken.None);
                return;
            }
            catch (Exception problem) when (Database.IsPassing(problem) && time.GetElapsedTime(start) < MaxWait)
            {
                await Task.Delay(BetweenTries, time, CancellationToken.None);
            }
        }
    }
}
