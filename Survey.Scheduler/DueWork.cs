using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Survey.Db;
using Survey.Db.Invitations;
using Survey.Db.Messages;
using Survey.Db.Responses;
using Survey.Db.Restorations;
using Survey.Db.Sessions;
using Survey.Db.Settings;
using Survey.Db.Waves;
using Survey.Reports.Publishing;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Messages;

namespace Survey.Scheduler;

/// <summary>How much was done; the members of the JSON line that <c>once</c> prints.</summary>
internal sealed record DueWorkDone(int Planned, int Opened, int Sent, int Deferred, int Failed, int Reminded, int Closed, int Sealed);

/// <summary>
/// Everything that falls due, in the order in which it has to happen. Each step works from rows and can be repeated or run by several
/// programs at once. A step that fails does not hold up the others.
/// </summary>
internal sealed partial class DueWork(
    Database database, Outbox outbox, ReturnedMails returned, IOptions<PrivacyOptions> privacy, IOptions<WaveOptions> waves,
    FigureKey key, ILogger<DueWork> logger)
{
    /// <summary>Not counted in the log: the number tells how many have not answered (rule A3).</summary>
    private const string Reminding = "remind";

    private static readonly SendCount NothingSent = new(0, 0, 0, null);

    private int _held;

    /// <param name="sending">False: the mails are left to a job of their own, and the mailbox of bounces to its watch.</param>
    /// <exception cref="AggregateException">Steps that failed, after all others were done.</exception>
    public async Task<DueWorkDone> RunAsync(DateTimeOffset now, CancellationToken ct, bool sending = true)
    {
        var failures = new List<Exception>();
        await StepAsync("bounces", () => returned.ReadNewAsync(now, withMailbox: sending, ct), failures);
        var planned = await StepAsync("plan", () => WavePlanning.PlanDueAsync(database, now, ct), failures);
        var opened = await StepAsync("open", () => DueWaves.OpenAsync(database, now, ct), failures);
        await StepAsync("held", () => TellHeldAsync(ct), failures);
        var reminded = await StepAsync(Reminding, () => RemindAsync(now, ct), failures);
        var mails = sending ? await StepAsync("send", () => outbox.SendDueAsync(now, ct), failures) ?? NothingSent : NothingSent;
        ct.ThrowIfCancellationRequested();
        var closed = await StepAsync("close", () => DueWaves.CloseAsync(database, now, ct), failures);
        var sealedWaves = await StepAsync("seal", () => Sealing.SealDueAsync(database, key, waves.Value.Rest, now, ct, TellSealing), failures);
        await StepAsync("traces", () => RelationshipPauses.RewriteDueAsync(database, ct), failures);
        await StepAsync("participation", () => OpenParticipation.RenewAsync(database, key, now, ct), failures);
        await StepAsync("choices", () => OpenParticipation.RenewChoicesAsync(database, key, now, ct), failures);
        await StepAsync("retention", () => Retention.DeleteDueAsync(database, privacy.Value.RetentionMonths, now, ct), failures);
        await StepAsync("sign-ins", () => SignIns.DeleteOldAsync(database, now, ct), failures);
        return failures.Count == 0
            ? new DueWorkDone(planned, opened, mails.Sent, mails.Deferred, mails.Failed, reminded, closed, sealedWaves)
            : throw new AggregateException(failures);
    }

    private async Task<int> RemindAsync(DateTimeOffset now, CancellationToken ct) =>
        await database.InTransactionAsync(connection => Reminders.QueueDueAsync(connection, now, ct), ct);

    /// <summary>Says when mails begin or cease to be held, not each minute.</summary>
    private async Task<bool> TellHeldAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var held = await HeldMails.CountWavesAsync(connection, ct);
        if (held > 0 && held != _held)
        {
            LogHeld(logger, held);
        }
        return (_held = held) > 0;
    }

    private void TellSealing(long wave, string step) => LogSealing(logger, wave, step);

    private async Task<T?> StepAsync<T>(string step, Func<Task<T>> work, List<Exception> failures)
    {
        try
        {
            var result = await work();
            if (result is > 0 and int count && step != Reminding)
            {
                LogDone(logger, step, count);
            }
            return result;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            LogFailure(logger, problem, step);
            failures.Add(problem);
            return default;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The mails of {Waves} waves are held since a restore: HR releases or drops them at /programme/waves.")]
    private static partial void LogHeld(ILogger logger, int waves);

    [LoggerMessage(LogLevel.Information, "Sealing wave {Wave}: {Step}")]
    private static partial void LogSealing(ILogger logger, long wave, string step);

    [LoggerMessage(LogLevel.Information, "The step {Step} was done for {Count}")]
    private static partial void LogDone(ILogger logger, string step, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The step {Step} failed; it is tried again in the next run.")]
    private static partial void LogFailure(ILogger logger, Exception problem, string step);
}
