using Microsoft.Extensions.Logging;
using Npgsql;
using Survey.Db.Messages;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

/// <summary>One round of sending: as many lanes as the transport has connections, each one mail at a time.</summary>
internal sealed partial class OutboxRound(
    NpgsqlConnection connection, int worker, IMailTransport transport, SendingPause pause, SendingMetrics metrics,
    TimeProvider time, DateTimeOffset now, ILogger log)
{
    private readonly MarkWriter _marks = new(connection, worker);
    private readonly TimeSpan _behind = time.GetUtcNow() - now;
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

    public Task SendAsync(LettersAhead letters, CancellationToken ct) =>
        Task.WhenAll(Enumerable.Range(0, transport.Connections).Select(_ => Task.Run(() => LaneAsync(letters, ct), CancellationToken.None)));

    /// <summary>Goes on from the round's "now", which need not be the clock's.</summary>
    private DateTimeOffset Current => time.GetUtcNow() - _behind;

    /// <summary>One mail after the other; the next letter is written, and offered to the server, while this one is under way.</summary>
    private async Task LaneAsync(LettersAhead letters, CancellationToken ct)
    {
        ReadyMail? next = null;
        var written = Task.CompletedTask;
        try
        {
            next = await letters.NextAsync(ct);
            while (next is { } current && MayGoOn(current, ct))
            {
                next = await letters.NextAsync(ct);
                written = await SendOneAsync(current, next?.Mail, written, ct);
            }
            await written;
        }
        catch
        {
            _isStopped = true;
            throw;
        }
        finally
        {
            Withdraw(next);
            // Whatever else fails: what was sent is written down.
            await written;
        }
    }

    private bool MayGoOn(ReadyMail ready, CancellationToken ct)
    {
        if (time.GetElapsedTime(ready.ClaimedAt) > MessageClaims.SendWithin)
        {
            _isStopped = true;
        }
        return !_isStopped && !ct.IsCancellationRequested;
    }

    private void Withdraw(ReadyMail? ready)
    {
        if (ready?.Mail is { } mail)
        {
            transport.Withdraw(mail);
        }
    }

    /// <param name="before">The writing of the lane's last mark, which has ended when this has.</param>
    /// <returns>The writing of this one's.</returns>
    private async Task<Task> SendOneAsync(ReadyMail ready, OutgoingMail? next, Task before, CancellationToken ct)
    {
        MessageMark? mark = null;
        try
        {
            // A wave may have closed after the claim: the mail is given back, and dropped by the next.
            if (!(ready.Message.ClosesAt <= Current))
            {
                mark = ready.Mail is { } mail ? await AttemptAsync(ready.Message, mail, next, before, ct) : ready.Mark;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // It had not left yet, and is given back.
        }
        finally
        {
            Withdraw(ready);
            await before;
        }
        return mark is null ? Task.CompletedTask : WriteAsync(ready.Message, mark);
    }

    private async Task WriteAsync(ClaimedMessage message, MessageMark mark)
    {
        await _marks.WriteAsync(mark);
        Add(message, mark);
    }

    private async Task<MessageMark?> AttemptAsync(ClaimedMessage message, OutgoingMail mail, OutgoingMail? next, Task before, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        var delivery = await transport.SendAsync(mail, before, next, ct);
        metrics.Add(message, delivery, time.GetElapsedTime(start), Current);
        if (delivery is TransportDown down)
        {
            Stop(down);
        }
        else
        {
            _wasHeard = true;
            pause.End();
        }
        return Outcome.Mark(message, delivery, now);
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

    private void Add(ClaimedMessage message, MessageMark mark)
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

    [LoggerMessage(LogLevel.Error, "Sending is paused until somebody mends this: {Reason}")]
    private static partial void LogClosed(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "Sending is paused: {Reason}")]
    private static partial void LogDown(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "Mail {Message} was {State} with status {Status}")]
    private static partial void LogNotAccepted(ILogger log, Guid message, string state, string status);
}
