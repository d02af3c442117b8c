using Npgsql;
using Survey.Db.Messages;

namespace Survey.Scheduler.Messages;

/// <summary>
/// Writes down what became of mails: those that come while the database writes are written together next. Nobody hands the next mail
/// over before the last one is written, so a crash repeats at most one mail per connection.
/// </summary>
internal sealed class MarkWriter(NpgsqlConnection connection, int worker)
{
    private readonly Lock _gate = new();
    private List<Waiting> _waiting = [];
    private bool _isWriting;

    /// <returns>Ends with the commit.</returns>
    public Task WriteAsync(MessageMark mark)
    {
        var mine = new Waiting(mark);
        if (IsFirst(mine))
        {
            _ = WriteWaitingAsync();
        }
        return mine.Task;
    }

    private bool IsFirst(Waiting mine)
    {
        lock (_gate)
        {
            _waiting.Add(mine);
            return !_isWriting && (_isWriting = true);
        }
    }

    private async Task WriteWaitingAsync()
    {
        var (marks, writing) = Begin();
        while (marks.Count > 0)
        {
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var (written, outcome) = (marks, writing);
            // The database has work again before anybody goes on.
            (marks, writing) = Begin();
            written.ForEach(mark => mark.SetFromTask(outcome));
        }
    }

    private (List<Waiting> Marks, Task Writing) Begin()
    {
        List<Waiting> marks;
        lock (_gate)
        {
            (marks, _waiting) = (_waiting, []);
            _isWriting = marks.Count > 0;
        }
        return (marks, WriteAsync(marks));
    }

    private async Task WriteAsync(List<Waiting> marks)
    {
        if (marks.Count > 0)
        {
            await MessageClaims.MarkAsync(connection, worker, marks.ConvertAll(waiting => waiting.Mark), CancellationToken.None);
        }
    }

    // Several go on at once, and none in the writer's turn.
    private sealed class Waiting(MessageMark mark) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public MessageMark Mark => mark;
    }
}
