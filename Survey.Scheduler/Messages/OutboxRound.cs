using Npgsql;
using Survey.Db.Messages;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

/// <summary>One round of sending: as many lanes as the transport has connections, each one mail at a time.</summary>
internal sealed class OutboxRound(
    NpgsqlConnection connection, int worker, IMailTransport transport, RoundOutcome outcome, SendingMetrics metrics, TimeProvider time, DateTimeOffset now)
{
    private readonly MarkWriter _marks = new(connection, worker);
    private readonly TimeSpan _behind = time.GetUtcNow() - now;

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
            outcome.Stop();
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
            outcome.Stop();
        }
        return !outcome.IsStopped && !ct.IsCancellationRequested;
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
        outcome.Add(message, mark);
    }

    private async Task<MessageMark?> AttemptAsync(ClaimedMessage message, OutgoingMail mail, OutgoingMail? next, Task before, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        var delivery = await transport.SendAsync(mail, before, next, ct);
        metrics.Add(message, delivery, time.GetElapsedTime(start), Current);
        outcome.Hear(delivery);
        return Outcome.Mark(message, delivery, now);
    }
}
