using System.Globalization;
using System.Text;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Db.Programme;
using Survey.Db.Restorations;
using Survey.Scheduler.Clocks;
using Survey.Scheduler.Messages;

namespace Survey.Scheduler.Operations;

/// <summary>
/// What operations can watch, as Prometheus text. Rule A3: nothing here names a relationship, a unit or a wave, and nothing counts answers:
/// reminders are left out, since their number tells how many people have answered.
/// </summary>
internal static class Metrics
{
    public static async Task<string> WriteAsync(
        Database database,
        SendingMetrics sending,
        SendingPause pause,
        ClockCheck clocks,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var waves = await WaveProgress.CountByStateAsync(connection, ct);
        var messages = await SchedulerFigures.MessagesByStateAsync(connection, ct);
        var figures = await SchedulerFigures.ReadAsync(connection, now, ct);
        var trouble = await ProgrammeProblems.ReadAsync(connection, ct);

        var text = new StringBuilder();
        Labelled(text, "survey_waves", "Waves by state.", "state", waves.Select(Row));
        Labelled(text, "survey_messages", "Invitations and sign-in mails by state.", "state", messages.Select(Row));
        Gauge(
            text,
            "survey_waves_overdue_seconds",
            "How long the oldest due wave has waited to be opened, closed or sealed.",
            figures.WavesOverdueSeconds
        );
        Gauge(text, "survey_messages_overdue_seconds", "How long the oldest due mail has waited.", figures.MessagesOverdueSeconds);
        Labelled(
            text,
            "survey_wave_lag_seconds",
            "The longest time in the last 24 hours between a step of a wave being due and done.",
            "step",
            [("open", figures.OpenedLate), ("close", figures.ClosedLate), ("seal", figures.SealedLate)]
        );
        Gauge(text, "survey_messages_outcome_unknown", "Attempts, reminders aside, whose outcome nobody knew.", figures.UnknownOutcomes);
        Gauge(text, "survey_messages_late_reports", "Reports, reminders aside, that a mail is late.", figures.LateReports);
        Gauge(
            text,
            "survey_domains_refusing",
            "Domains that refused our mail for several people in the last 60 days.",
            (await RefusingDomains.ListAsync(connection, null, now - RefusingDomains.Recent, ct)).Count
        );
        Labelled(
            text,
            "survey_work_failing",
            "Waves and pulses for which a step failed when last tried, while others went on.",
            "step",
            trouble.Failing.CountBy(work => work.Step).Select(step => (step.Key, (double)step.Value))
        );
        Gauge(text, "survey_pulses_in_trouble", "Pulses that plan no further waves until they are stored again.", trouble.Pulses.Count);
        Gauge(
            text,
            "survey_people_zone_unknown",
            "People whose time zone this system does not know; UTC is used.",
            trouble.Zones.Sum(zone => zone.People)
        );
        Gauge(text, "survey_people_unreachable", "People whose invitations came back twice.", figures.Unreachable);
        Gauge(
            text,
            "survey_waves_held",
            "Waves whose mails are held since a restore, until HR decides.",
            await HeldMails.CountWavesAsync(connection, ct)
        );
        Gauge(
            text,
            "survey_clock_ahead_seconds",
            "How far this host's clock is ahead of the database's; over 30 s apart, nothing is done.",
            clocks.Ahead.TotalSeconds
        );
        Gauge(text, "survey_sending_paused", "1 while this program does not send, because the way out is closed.", pause.IsOn ? 1 : 0);
        Labelled(
            text,
            "survey_send_attempts_total",
            "Attempts of this program, reminders aside, by outcome.",
            "outcome",
            sending.Attempts.Select(attempt => (attempt.Outcome, (double)attempt.Count))
        );
        sending.Seconds.Write(text, "survey_send_seconds", "How long an attempt of this program took, reminders aside.");
        sending.Lag.Write(text, "survey_send_lag_seconds", "Time between a mail being due and its acceptance, reminders aside.");
        if (figures.LastRunTicks is > 0 and var ticks)
        {
            Gauge(
                text,
                "survey_due_work_age_seconds",
                "Time since due work was last started by any scheduler.",
                (now - new DateTimeOffset(ticks, TimeSpan.Zero)).TotalSeconds
            );
        }
        return text.ToString();
    }

    private static void Gauge(StringBuilder text, string name, string help, double value)
    {
        Head(text, name, help);
        text.Append(CultureInfo.InvariantCulture, $"{name} {value:0.###}\n");
    }

    private static void Labelled(
        StringBuilder text,
        string name,
        string help,
        string label,
        IEnumerable<(string Value, double Number)> numbers
    )
    {
        Head(text, name, help);
        foreach (var (value, number) in numbers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{{{label}=\"{value}\"}} {number:0.###}\n");
        }
    }

    private static void Head(StringBuilder text, string name, string help) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"# HELP {name} {help}\n# TYPE {name} {(name.EndsWith("_total", StringComparison.Ordinal) ? "counter" : "gauge")}\n"
        );

    private static (string, double) Row(StateCount row) => (row.State, row.Count);
}
