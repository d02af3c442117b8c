using Microsoft.Extensions.Logging;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

/// <summary>The result of a round so far. Its workers share it.</summary>
internal sealed partial class RoundOutcome(SendingPause pause, ILogger log)
{
    private readonly Lock _gate = new();
    private volatile bool _isStopped;
    private volatile bool _hasReply;

    /// <summary>The transport is down, or the lease has run too long: the next round continues.</summary>
    public bool IsStopped => _isStopped;

    public TransportDown? Down { get; private set; }

    public bool HasReply => _hasReply;

    public SendCount Count { get; private set; } = new(0, 0, 0, null);

    /// <summary>For the log: the number of reminders tells how many have not answered (rule A3).</summary>
    public SendCount WithoutReminders { get; private set; } = new(0, 0, 0, null);

    public void Stop() => _isStopped = true;

    public void Hear(Delivery delivery)
    {
        switch (delivery)
        {
            case TransportDown down:
                Stop(down);
                break;
            case Accepted or Deferred:
                _hasReply = true;
                pause.End();
                break;
            case Refused:
                _hasReply = true;
                break;
        }
    }

    public void Stop(TransportDown down)
    {
        lock (_gate)
        {
            if (Down is not null)
            {
                return;
            }
            _isStopped = true;
            Down = down;
            Count = Count with { Stopped = down.Reason };
        }
        pause.Begin(down.Reason, down.Wait);
        // Servers repeat the recipient's address in their replies.
        var reason = SendingOutage.WithoutAddresses(down.Reason);
        if (down.NeedsSomebody)
        {
            LogClosed(log, reason);
        }
        else
        {
            LogDown(log, reason);
        }
    }

    public void Add(ClaimedMessage message, MessageMark mark)
    {
        Add(message, count => count.With(mark));
        if (mark is { State: MessageState.Deferred or MessageState.Failed, IsAttempt: true })
        {
            LogNotAccepted(log, mark.Id, mark.State.Text(), mark.StatusCode ?? "-");
        }
    }

    /// <summary>Counts a failed mail as deferred.</summary>
    public void PutBack(ClaimedMessage message) =>
        Add(message, count => count with { Failed = count.Failed - 1, Deferred = count.Deferred + 1 });

    private void Add(ClaimedMessage message, Func<SendCount, SendCount> change)
    {
        lock (_gate)
        {
            Count = change(Count);
            WithoutReminders = message.IsUncounted ? WithoutReminders : change(WithoutReminders);
        }
    }

    [LoggerMessage(LogLevel.Error, "Sending is paused until somebody fixes this: {Reason}")]
    private static partial void LogClosed(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "Sending is paused: {Reason}")]
    private static partial void LogDown(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "Mail {Message} was {State} with status {Status}")]
    private static partial void LogNotAccepted(ILogger log, Guid message, string state, string status);
}
