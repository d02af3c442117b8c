using Microsoft.Extensions.Logging;
using Survey.Db.Messages;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

/// <summary>What has become of a round so far, as its lanes tell.</summary>
internal sealed partial class RoundOutcome(SendingPause pause, ILogger log)
{
    private readonly Lock _gate = new();
    private volatile bool _isStopped;
    private volatile bool _wasHeard;

    /// <summary>There is no way out at present, or the lease has run too far: the next round goes on.</summary>
    public bool IsStopped => _isStopped;

    /// <summary>Why there is no way out; null: none was tried, or there is one.</summary>
    public TransportDown? Down { get; private set; }

    /// <summary>A server has said what becomes of a mail.</summary>
    public bool WasHeard => _wasHeard;

    public SendCount Count { get; private set; } = new(0, 0, 0, null);

    /// <summary>For the log: the number of reminders tells how many have not answered (rule A3).</summary>
    public SendCount WithoutReminders { get; private set; } = new(0, 0, 0, null);

    public void Stop() => _isStopped = true;

    public void Hear(Delivery delivery)
    {
        if (delivery is TransportDown down)
        {
            Stop(down);
        }
        else
        {
            _wasHeard = true;
            pause.End();
        }
    }

    /// <param name="mark">Written down.</param>
    public void Add(ClaimedMessage message, MessageMark mark)
    {
        lock (_gate)
        {
            Count = Count.With(mark);
            WithoutReminders = message.IsReminder ? WithoutReminders : WithoutReminders.With(mark);
        }
        if (mark is { State: "deferred" or "failed", IsAttempt: true })
        {
            // Not the reason: servers like to repeat the address in it.
            LogNotAccepted(log, mark.Id, mark.State, mark.StatusCode ?? "-");
        }
    }

    private void Stop(TransportDown down)
    {
        lock (_gate)
        {
            if (_isStopped)
            {
                return;
            }
            _isStopped = true;
            Down = down;
            Count = Count with { Stopped = down.Reason };
        }
        pause.Begin(down.Reason);
        if (down.NeedsSomebody)
        {
            LogClosed(log, down.Reason);
        }
        else
        {
            LogDown(log, down.Reason);
        }
    }

    [LoggerMessage(LogLevel.Error, "Sending is paused until somebody mends this: {Reason}")]
    private static partial void LogClosed(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "Sending is paused: {Reason}")]
    private static partial void LogDown(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "Mail {Message} was {State} with status {Status}")]
    private static partial void LogNotAccepted(ILogger log, Guid message, string state, string status);
}
