using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Npgsql;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

/// <summary>
/// One reader claims batches; one worker per connection sends. A worker commits the state of its mail before it takes the next, so a crash
/// leaves at most one mail per worker between acceptance and commit.
/// </summary>
/// <param name="connection">The session of the sender <paramref name="worker"/>: its claims end with the session.</param>
internal sealed partial class OutboxRound(
    NpgsqlConnection connection,
    int worker,
    IMailTransport transport,
    MailComposer composer,
    MessageMarks marks,
    TransportFaults faults,
    RoundOutcome outcome,
    SendingMetrics metrics,
    TimeProvider time,
    ILogger logger
)
{
    private readonly long _started = time.GetTimestamp();
    private readonly DateTimeOffset _clockAtStart = time.GetUtcNow();

    /// <summary>The instant to use as now when the round starts; may differ from the clock.</summary>
    public required DateTimeOffset Now { get; init; }

    public required int Batch { get; init; }

    /// <summary>Stop claiming after this time; null: no limit.</summary>
    public TimeSpan? ClaimFor { get; init; }

    public bool SignInsOnly { get; init; }

    public Task SendAsync(CancellationToken ct) =>
        Parallel.ForEachAsync(ClaimsAsync(ct), new ParallelOptions { MaxDegreeOfParallelism = transport.Connections }, async (claim, _) =>
            await SendOneAsync(claim, ct)
        );

    private DateTimeOffset Current => Now + (time.GetUtcNow() - _clockAtStart);

    /// <summary>Ends when nothing is due, when the time is over, or when a fault stops the round.</summary>
    /// <param name="failed">Cancelled when a worker has failed.</param>
    private async IAsyncEnumerable<Claim> ClaimsAsync(CancellationToken ct, [EnumeratorCancellation] CancellationToken failed = default)
    {
        while (MayGoOn(ct) && !(time.GetElapsedTime(_started) > ClaimFor))
        {
            var at = time.GetTimestamp();
            if (
                await MessageClaims.ClaimAsync(connection, worker, Batch, Now, CancellationToken.None, SignInsOnly, (id, problem) =>
                    LogNotWritten(logger, id, problem)
                )
                is not { } messages
            )
            {
                yield break;
            }
            foreach (var message in messages)
            {
                if (failed.IsCancellationRequested || !MayGoOn(ct))
                {
                    yield break;
                }
                yield return new Claim(message, at);
            }
        }
    }

    private bool MayGoOn(CancellationToken ct) => !outcome.IsStopped && !ct.IsCancellationRequested;

    private async Task SendOneAsync(Claim claim, CancellationToken ct)
    {
        var message = claim.Message;
        if (time.GetElapsedTime(claim.At) > MessageClaims.SendWithin)
        {
            outcome.Stop();
        }
        // A mail that is not sent is released at the end of the round. The next claim drops mails of a wave that has closed.
        if (!MayGoOn(ct) || message.ClosesAt <= Current)
        {
            return;
        }
        var (mail, mark) = await PrepareAsync(message);
        if (mark is not null)
        {
            await MarkAsync(message, mark);
        }
        else if (mail is not null)
        {
            await AttemptAsync(message, mail, ct);
        }
    }

    /// <summary>A fault in one mail fails that mail only. Returns the mail, or its mark without an attempt.</summary>
    /// <returns>Neither: the database is away, and the round stops.</returns>
    private async Task<(OutgoingMail? Mail, MessageMark? Mark)> PrepareAsync(ClaimedMessage message)
    {
        try
        {
            return Outcome.PutOff(message, Now) is { } putOff ? (null, putOff)
                : await composer.ComposeAsync(message, Now) is { } mail ? (mail, null)
                : (null, new MessageMark(message.Id, MessageState.Cancelled, IsAttempt: false));
        }
        catch (Exception problem) when (Database.IsPassing(problem))
        {
            outcome.Stop();
            return (null, null);
        }
        catch (Exception problem)
        {
            LogNotWritten(logger, message.Id, problem);
            return (null, new MessageMark(message.Id, MessageState.Failed, IsAttempt: true, MessageClaims.NotWritten));
        }
    }

    private async Task AttemptAsync(ClaimedMessage message, OutgoingMail mail, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        Delivery delivery;
        try
        {
            delivery = await transport.SendAsync(mail, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception problem)
        {
            LogNotSent(logger, message.Id, problem);
            delivery = problem is IOException or UnauthorizedAccessException
                ? new TransportDown($"Mails cannot be written: {problem.Message}", NeedsSomebody: true)
                : new Unknown("The program failed while it sent the mail.");
        }
        metrics.Add(message, delivery, time.GetElapsedTime(start), Current);
        if (Outcome.Mark(message, delivery, Now) is { } mark)
        {
            await MarkAsync(message, mark);
        }
        await HearAsync(message, delivery);
    }

    /// <summary>Call after the mark is committed: handling a shared fault needs the marks of its mails.</summary>
    private async Task HearAsync(ClaimedMessage message, Delivery delivery)
    {
        outcome.Hear(delivery);
        if (faults.Add(message, delivery) is { } fault)
        {
            outcome.Stop(fault.Down);
            foreach (var refused in fault.Mails)
            {
                var mark = Outcome.Later(refused, fault.Down.Reason, fault.StatusCode, Now);
                if (await MessageClaims.PutBackAsync(marks.Database, mark, CancellationToken.None))
                {
                    outcome.PutBack(refused);
                }
            }
        }
    }

    private async Task MarkAsync(ClaimedMessage message, MessageMark mark)
    {
        if (!await marks.WriteAsync(worker, mark))
        {
            outcome.Stop();
        }
        outcome.Add(message, mark);
    }

    [LoggerMessage(LogLevel.Error, "The letter of mail {Message} could not be written")]
    private static partial void LogNotWritten(ILogger logger, Guid message, Exception problem);

    [LoggerMessage(LogLevel.Error, "Mail {Message} could not be sent")]
    private static partial void LogNotSent(ILogger logger, Guid message, Exception problem);

    /// <param name="At">Timestamp at which the lease began, or slightly earlier.</param>
    private sealed record Claim(ClaimedMessage Message, long At);
}
