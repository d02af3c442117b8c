using Microsoft.Extensions.Logging;
using Npgsql;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

internal sealed partial class Outbox(
    Database database,
    IMailTransport transport,
    MailComposer composer,
    SendingPause pause,
    SendingMetrics metrics,
    TimeProvider time,
    ILogger<Outbox> logger
)
{
    private const int LargestBatch = 1000;

    /// <summary>A claimed mail is sent even if the person opts out or answers meanwhile, so a batch is small.</summary>
    private const int SecondsPerBatch = 10;

    private readonly MessageMarks _marks = new(database, time);
    private readonly TransportFaults _faults = new();

    /// <summary>Several programs may run this at once. On cancellation started mails are finished and other claims released.</summary>
    /// <param name="atMost">Stop claiming after this time, so that <paramref name="now"/> stays true; null: no limit.</param>
    public async Task<SendCount> SendDueAsync(DateTimeOffset now, CancellationToken ct, TimeSpan? atMost = null, bool signInsOnly = false)
    {
        await _marks.WriteKeptAsync(ct);
        if (pause.IsOn)
        {
            return new SendCount(0, 0, 0, pause.Reason);
        }
        await using var connection = await database.OpenPreparedAsync(ct);
        var worker = await MessageClaims.StartAsync(connection, ct);
        var outcome = new RoundOutcome(pause, logger);
        try
        {
            var round = new OutboxRound(connection, worker, transport, composer, _marks, _faults, outcome, metrics, time, logger)
            {
                Now = now,
                Batch = (int)Math.Clamp(transport.PerSecond * SecondsPerBatch, transport.Connections, LargestBatch),
                ClaimFor = atMost,
                SignInsOnly = signInsOnly,
            };
            await round.SendAsync(ct);
            await MessageClaims.ReleaseAsync(connection, worker, CancellationToken.None);
            await RecordStopAsync(connection, outcome);
            LogRound(outcome.WithoutReminders);
            return outcome.Count;
        }
        finally
        {
            await StopAsync(connection, worker);
        }
    }

    private Task RecordStopAsync(NpgsqlConnection connection, RoundOutcome outcome) =>
        outcome.Down is { } down
            ? SendingOutage.RecordAsync(
                connection,
                down.Reason,
                down.NeedsSomebody,
                time.GetUtcNow() + down.Wait,
                time.GetUtcNow(),
                CancellationToken.None
            )
        : outcome.HasReply ? SendingOutage.EndAsync(connection, CancellationToken.None)
        : Task.CompletedTask;

    private async Task StopAsync(NpgsqlConnection connection, int worker)
    {
        try
        {
            await MessageClaims.StopAsync(connection, worker, CancellationToken.None);
        }
        catch (Exception problem) when (problem is NpgsqlException or InvalidOperationException)
        {
            // The session has ended, and its claims with it.
            LogConnectionLost(problem);
        }
    }

    private void LogRound(SendCount count)
    {
        if (count is { Sent: > 0 } or { Deferred: > 0 } or { Failed: > 0 })
        {
            LogSent(count.Sent, count.Deferred, count.Failed);
        }
    }

    [LoggerMessage(LogLevel.Information, "Mails other than reminders: {Sent} sent, {Deferred} deferred, {Failed} failed")]
    private partial void LogSent(int sent, int deferred, int failed);

    [LoggerMessage(LogLevel.Warning, "The connection to the database was lost while sending")]
    private partial void LogConnectionLost(Exception problem);
}
