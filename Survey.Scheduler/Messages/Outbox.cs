using Microsoft.Extensions.Logging;
using Npgsql;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Scheduler.Mail;

namespace Survey.Scheduler.Messages;

/// <summary>Sends what is on the queue: claims in batches, sends over several connections, writes each mail down before the next.</summary>
public sealed partial class Outbox
{
    private const int LargestBatch = 1000;

    /// <summary>Who opts out or answers after the claim of a mail still gets it: so no more is claimed at once than leaves in so many seconds.</summary>
    private const int Freshness = 10;

    private readonly Database _database;
    private readonly IMailTransport _transport;
    private readonly MailComposer _composer;
    private readonly SendingPause _pause;
    private readonly SendingMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<Outbox> _log;

    internal Outbox(
        Database database, IMailTransport transport, MailComposer composer, SendingPause pause, SendingMetrics metrics, TimeProvider time, ILogger<Outbox> log) =>
        (_database, _transport, _composer, _pause, _metrics, _time, _log) = (database, transport, composer, pause, metrics, time, log);

    /// <summary>
    /// Sends every mail that is due at <paramref name="now"/>. Several programs may do so at once. Cancelling ends it after the mails that are
    /// under way; what was claimed beyond them is given back.
    /// </summary>
    /// <param name="signInsOnly">Leaves everything but sign-ins to other rounds.</param>
    /// <param name="atMost">No new batch is begun after so long, so that "now" stays true; null: everything.</param>
    public async Task<SendCount> SendDueAsync(DateTimeOffset now, CancellationToken ct, TimeSpan? atMost = null, bool signInsOnly = false)
    {
        if (_pause.IsOn)
        {
            return new SendCount(0, 0, 0, _pause.Reason);
        }
        var begun = _time.GetTimestamp();
        await using var connection = await _database.OpenPreparedAsync(ct);
        var worker = await MessageClaims.StartAsync(connection, ct);
        var batch = (int)Math.Clamp(_transport.PerSecond * Freshness, _transport.Connections, LargestBatch);
        var outcome = new RoundOutcome(_pause, _log);
        try
        {
            await using (var claims = new ClaimAhead(
                await _database.OpenPreparedAsync(ct), _time, () => !outcome.IsStopped && !ct.IsCancellationRequested && !(_time.GetElapsedTime(begun) > atMost),
                (claiming, token) => MessageClaims.ClaimAsync(claiming, worker, batch, now, _time.GetUtcNow(), token, signInsOnly)))
            {
                await new OutboxRound(connection, worker, _transport, outcome, _metrics, _time, now).SendAsync(new LettersAhead(claims, _composer, now, _log), ct);
            }
            await MessageClaims.ReleaseAsync(connection, worker, CancellationToken.None);
            await TellAsync(connection, outcome);
            if (outcome.WithoutReminders is { Sent: > 0 } or { Deferred: > 0 } or { Failed: > 0 })
            {
                LogSent(outcome.WithoutReminders.Sent, outcome.WithoutReminders.Deferred, outcome.WithoutReminders.Failed);
            }
            return outcome.Count;
        }
        finally
        {
            await StopAsync(connection, worker);
        }
    }

    /// <summary>Those who run the programme read it on their pages.</summary>
    private Task TellAsync(NpgsqlConnection connection, RoundOutcome outcome) =>
        outcome.Down is { } down
            ? SendingStop.RecordAsync(connection, down.Reason, down.NeedsSomebody, _time.GetUtcNow(), CancellationToken.None)
            : outcome.WasHeard ? SendingStop.EndAsync(connection, CancellationToken.None) : Task.CompletedTask;

    private async Task StopAsync(NpgsqlConnection connection, int worker)
    {
        try
        {
            await MessageClaims.StopAsync(connection, worker, CancellationToken.None);
        }
        catch (Exception problem) when (problem is NpgsqlException or InvalidOperationException)
        {
            // The session is gone, and the claims with it.
            LogConnectionLost(problem);
        }
    }

    [LoggerMessage(LogLevel.Information, "Mails other than reminders: {Sent} sent, {Deferred} deferred, {Failed} failed")]
    private partial void LogSent(int sent, int deferred, int failed);

    [LoggerMessage(LogLevel.Warning, "The connection to the database was lost while sending")]
    private partial void LogConnectionLost(Exception problem);
}
