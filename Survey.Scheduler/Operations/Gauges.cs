using System.Diagnostics.Metrics;
using Survey.Db.Programme;
using Survey.Scheduler.Clocks;
using Survey.Scheduler.Messages;

namespace Survey.Scheduler.Operations;

/// <summary>
/// What operations can watch. Rule A3: nothing here names a relationship, a unit or a wave, and nothing counts answers: reminders are left
/// out, since their number tells how many people have answered.
/// </summary>
internal sealed class Gauges
{
    private readonly Meter _meter;
    private readonly RecentFigures<OperationFigures> _recent;

    public Gauges(IMeterFactory meters, RecentFigures<OperationFigures> recent, SendingPause pause, ClockCheck clocks)
    {
        _meter = meters.Create(SchedulerCommandLine.ProgramName);
        _recent = recent;
        AddWaves();
        AddMails();
        AddTrouble();
        _meter.CreateObservableGauge(
            "survey_clock_ahead_seconds",
            () => clocks.Ahead.TotalSeconds,
            description: "How far this host's clock is ahead of the database's; over 30 s apart, nothing is done."
        );
        _meter.CreateObservableGauge(
            "survey_sending_paused",
            () => pause.IsOn ? 1 : 0,
            description: "1 while this program does not send, because the way out is closed."
        );
    }

    private void AddWaves()
    {
        AddLabelled("survey_waves", "Waves by state.", "state", figures => figures.Waves.Select(ByState));
        Add("survey_waves_overdue_seconds", "How long the oldest due wave has waited to be opened, closed or sealed.", figures =>
            figures.Counts.WavesOverdueSeconds
        );
        AddLabelled(
            "survey_wave_lag_seconds",
            "The longest time in the last 24 hours between a step of a wave being due and done.",
            "step",
            figures => [("open", figures.Counts.OpenedLate), ("close", figures.Counts.ClosedLate), ("seal", figures.Counts.SealedLate)]
        );
        Add("survey_waves_held", "Waves whose mails are held since a restore, until HR decides.", figures => figures.HeldWaves);
        Add("survey_due_work_age_seconds", "Time since due work was last started by any scheduler.", figures =>
            figures.DueWorkAge?.TotalSeconds
        );
    }

    private void AddMails()
    {
        AddLabelled("survey_messages", "Invitations and sign-in mails that are queued, deferred or being sent.", "state", figures =>
            figures.Waiting.Select(ByState)
        );
        Add("survey_messages_overdue_seconds", "How long the oldest due mail has waited.", figures =>
            figures.Counts.MessagesOverdueSeconds
        );
        Add("survey_messages_outcome_unknown", "Attempts, reminders aside, whose outcome nobody knew.", figures =>
            figures.Counts.UnknownOutcomes
        );
        Add("survey_messages_late_reports", "Reports, reminders aside, that a mail is late.", figures => figures.Counts.LateReports);
        Add("survey_domains_refusing", "Domains that refused our mail for several people in the last 60 days.", figures =>
            figures.DomainsRefusing
        );
        Add("survey_people_unreachable", "People whose invitations came back twice.", figures => figures.Counts.Unreachable);
    }

    private void AddTrouble()
    {
        AddLabelled(
            "survey_work_failing",
            "Waves and pulses for which a step failed when last tried, while others went on.",
            "step",
            figures => figures.Trouble.Failing.CountBy(work => work.Step).Select(step => (step.Key, (double)step.Value))
        );
        Add("survey_pulses_in_trouble", "Pulses that plan no further waves until they are stored again.", figures =>
            figures.Trouble.Pulses.Count
        );
        Add("survey_people_zone_unknown", "People whose time zone this system does not know; UTC is used.", figures =>
            figures.Trouble.Zones.Sum(zone => zone.People)
        );
    }

    private void Add(string name, string help, Func<OperationFigures, double?> value) =>
        _meter.CreateObservableGauge(name, () => Measure(value), description: help);

    private void AddLabelled(
        string name,
        string help,
        string label,
        Func<OperationFigures, IEnumerable<(string Value, double Number)>> numbers
    ) => _meter.CreateObservableGauge(name, () => Measure(label, numbers), description: help);

    private IEnumerable<Measurement<double>> Measure(Func<OperationFigures, double?> value) =>
        _recent.Latest is { } figures && value(figures) is { } number ? [new(number)] : [];

    private IEnumerable<Measurement<double>> Measure(
        string label,
        Func<OperationFigures, IEnumerable<(string Value, double Number)>> numbers
    ) =>
        _recent.Latest is { } figures
            ? numbers(figures).Select(row => new Measurement<double>(row.Number, new KeyValuePair<string, object?>(label, row.Value)))
            : [];

    private static (string, double) ByState(StateCount row) => (row.State, row.Count);
}
