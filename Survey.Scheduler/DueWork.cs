using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Survey.Db;
using Survey.Db.Invitations;
using Survey.Db.LeadMails;
using Survey.Db.Messages;
using Survey.Db.Programme;
using Survey.Db.Pulses;
using Survey.Db.Restorations;
using Survey.Db.Sessions;
using Survey.Db.Settings;
using Survey.Db.Uploads;
using Survey.Db.WaveLifecycle;
using Survey.Reports.Publishing;
using Survey.Scheduler.Bounces;
using Survey.Scheduler.Messages;

namespace Survey.Scheduler;

/// <summary>Counts per kind of work; the members of the JSON line that <c>once</c> prints.</summary>
internal sealed record DueWorkDone(int Planned, int Opened, int Sent, int Deferred, int Failed, int Reminded, int Closed, int Sealed);

internal sealed class DueWorkException(DueWorkDone done, IReadOnlyList<Exception> problems) : AggregateException(problems)
{
    public DueWorkDone Done { get; } = done;
}

/// <summary>
/// Does all due work in its order. Each step reads its work from rows, so it can be repeated and several programs can run it at once. A
/// failed step stops no other step.
/// </summary>
internal sealed partial class DueWork(
    Database database,
    Outbox outbox,
    TestMailSender tests,
    ReturnedMails returned,
    OrganisationReader organisation,
    IOptions<WaveOptions> waves,
    IOptions<ReportMailOptions> reports,
    IOptions<ActingOptions> acting,
    FigureKey key,
    ILogger<DueWork> logger
)
{
    /// <summary>The log has no count of it: the number tells how many have not answered (rule A3).</summary>
    private const string Reminding = "remind";

    private static readonly SendCount NothingSent = new(0, 0, 0, null);

    private int _held;
    private string _trouble = "";

    /// <param name="sending">False: other jobs send the mails and read the mailbox of bounces.</param>
    /// <exception cref="DueWorkException">A step failed; all others were done.</exception>
    public async Task<DueWorkDone> RunAsync(DateTimeOffset now, CancellationToken ct, bool sending = true)
    {
        var round = new Round(ct);
        await StepAsync("bounces", () => returned.ReadNewAsync(now, withMailbox: sending, ct), round);
        var planned = await StepAsync("plan", () => WavePlanning.PlanDueAsync(database, now, ct), round);
        var opened = await StepAsync("open", () => DueWaves.OpenAsync(database, now, ct), round);
        await StepAsync("held", () => TellHeldAsync(ct), round);
        await StepAsync("trouble", () => TellTroubleAsync(ct), round);
        var reminded = await StepAsync(Reminding, () => Reminders.QueueDueAsync(database, now, ct), round);
        if (sending)
        {
            await StepAsync("test mails", () => tests.SendDueAsync(now, ct), round);
        }
        var mails = sending ? await StepAsync("send", () => outbox.SendDueAsync(now, ct), round) ?? NothingSent : NothingSent;
        ct.ThrowIfCancellationRequested();
        var closed = await StepAsync("close", () => DueWaves.CloseAsync(database, now, ct), round);
        var sealedWaves = await StepAsync("seal", () => Sealing.SealDueAsync(database, key, waves.Value.Rest, now, ct, TellSealing), round);
        if (await StepAsync("lead mails", () => QueueLeadMailsAsync(now, ct), round) > 0 && sending)
        {
            mails = mails.And(await StepAsync("send lead mails", () => outbox.SendDueAsync(now, ct), round) ?? NothingSent);
        }
        await StepAsync("traces", () => RelationshipPauses.RewriteDueAsync(database, ct), round);
        await StepAsync("participation", () => OpenParticipation.RenewAsync(database, key, now, ct), round);
        await StepAsync("choices", () => OpenParticipation.RenewChoicesAsync(database, key, now, ct), round);
        await StepAsync("retention", () => DeleteOldAnswersAsync(now, ct), round);
        await StepAsync("sign-ins", () => SignIns.DeleteOldAsync(database, now, ct), round);
        await StepAsync("access mails", () => AccessMails.DeleteOldAsync(database, now, ct), round);
        await StepAsync("uploads", () => StoredUpload.DeleteOldAsync(database, now, ct), round);
        await RecordAsync(round, now);
        var done = new DueWorkDone(planned, opened, mails.Sent, mails.Deferred, mails.Failed, reminded, closed, sealedWaves);
        return round.Problems.Count == 0 ? done : throw new DueWorkException(done, round.Problems);
    }

    private async Task RecordAsync(Round round, DateTimeOffset now)
    {
        try
        {
            await FailingWork.RecordAsync(database, round.Steps, round.Failed, now, CancellationToken.None);
        }
        catch (Exception problem)
        {
            LogFailure(logger, problem, "record");
        }
    }

    private Task<int> QueueLeadMailsAsync(DateTimeOffset now, CancellationToken ct) =>
        LeadMailQueue.QueueDueAsync(database, reports.Value.LeadsAfterDays, acting.Value.LookWithinDays, now, ct);

    private async Task<int> DeleteOldAnswersAsync(DateTimeOffset now, CancellationToken ct) =>
        await Retention.DeleteDueAsync(database, (await organisation.ReadAsync(ct)).RetentionMonths, now, ct);

    /// <summary>Logs pulses that plan no waves and unknown time zones, only when they change.</summary>
    private async Task<bool> TellTroubleAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var trouble = await ProgrammeProblems.ReadAsync(connection, ct);
        var told = string.Join(
            ' ',
            [
                .. trouble.Pulses.Select(pulse => $"{pulse.Code}:{pulse.Kind}"),
                .. trouble.Zones.Select(zone => $"{zone.TimeZone}:{zone.People}"),
            ]
        );
        if (told != _trouble)
        {
            foreach (var pulse in trouble.Pulses)
            {
                LogPulse(
                    logger,
                    pulse.Code,
                    pulse.Kind == PulseProblem.UnknownZone
                        ? $"the time zone {pulse.TimeZone} is not known here"
                        : "its openings cannot be computed"
                );
            }
            foreach (var zone in trouble.Zones)
            {
                LogZone(logger, zone.TimeZone, zone.People);
            }
        }
        _trouble = told;
        return told.Length > 0;
    }

    /// <summary>Logs the number of waves with held mails, only when the number changes.</summary>
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

    private async Task<T?> StepAsync<T>(string step, Func<Task<T>> work, Round round)
    {
        round.Steps.Add(step);
        try
        {
            var result = await work();
            TellDone(step, result as int? ?? 0);
            return result;
        }
        catch (PartlyFailedException partly)
        {
            foreach (var (subject, problem) in partly.Failures)
            {
                LogPartlyFailed(logger, problem, step, subject);
                round.Fail(step, subject, problem);
            }
            TellDone(step, partly.Done);
            return partly.Done is T done ? done : default;
        }
        catch (Exception problem) when (!round.IsCancelled)
        {
            LogFailure(logger, problem, step);
            round.Fail(step, "", problem);
            return default;
        }
    }

    private void TellDone(string step, int count)
    {
        if (count > 0 && step != Reminding)
        {
            LogDone(logger, step, count);
        }
    }

    private sealed class Round(CancellationToken ct)
    {
        public bool IsCancelled => ct.IsCancellationRequested;

        public List<string> Steps { get; } = [];

        public List<(string Step, string Subject)> Failed { get; } = [];

        public List<Exception> Problems { get; } = [];

        public void Fail(string step, string subject, Exception problem)
        {
            Failed.Add((step, subject));
            Problems.Add(problem);
        }
    }

    [LoggerMessage(LogLevel.Error, "The pulse {Pulse} plans no further waves: {Reason}. Correct its file and store it again.")]
    private static partial void LogPulse(ILogger logger, string pulse, string reason);

    [LoggerMessage(
        LogLevel.Error,
        "The time zone {Zone} is not known here: UTC is used for the mails of people with this zone ({People})."
    )]
    private static partial void LogZone(ILogger logger, string zone, int people);

    [LoggerMessage(Level = LogLevel.Error, Message = "The step {Step} failed for {Subject} only; the next run tries it again.")]
    private static partial void LogPartlyFailed(ILogger logger, Exception problem, string step, string subject);

    [LoggerMessage(LogLevel.Warning, "The mails of {Waves} waves are held since a restore: HR releases or drops them at /programme/waves.")]
    private static partial void LogHeld(ILogger logger, int waves);

    [LoggerMessage(LogLevel.Information, "Sealing wave {Wave}: {Step}")]
    private static partial void LogSealing(ILogger logger, long wave, string step);

    [LoggerMessage(LogLevel.Information, "The step {Step} was done for {Count}")]
    private static partial void LogDone(ILogger logger, string step, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The step {Step} failed; it is tried again in the next run.")]
    private static partial void LogFailure(ILogger logger, Exception problem, string step);
}
