using Npgsql;
using Survey.Db.Messages;

namespace Survey.Scheduler.Messages;

/// <summary>
/// Writes down what became of mails: those that wait for the database together are written together, and nobody hands the next mail
/// over before the last one is written. So a crash repeats at most one mail per connection.
/// </summary>
internal sealed class MarkWriter(NpgsqlConnection connection, int worker) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private List<MessageMark> _waiting = [];
    private TaskCompletionSource _written = NotWritten();

    public async Task WriteAsync(MessageMark mark)
    {
        var mine = Add(mark);
        await _turn.WaitAsync();
        try
        {
            if (!mine.Task.IsCompleted)
            {
                await WriteWaitingAsync();
            }
        }
        finally
        {
            _turn.Release();
        }
        await mine.Task;
    }

    public void Dispose() => _turn.Dispose();

    // Whoever waited must not send its next mail in the turn of the next to write.
    private static TaskCompletionSource NotWritten() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource Add(MessageMark mark)
    {
        lock (_gate)
        {
            _waiting.Add(mark);
            return _written;
        }
    }

    private async Task WriteWaitingAsync()
    {
        List<MessageMark> marks;
        TaskCompletionSource written;
        lock (_gate)
        {
            (marks, written) = (_waiting, _written);
            (_waiting, _written) = ([], NotWritten());
        }
        try
        {
            await MessageClaims.MarkAsync(connection, worker, marks, CancellationToken.None);
            written.SetResult();
        }
        catch (Exception problem)
        {
            written.SetException(problem);
        }
    }
}
