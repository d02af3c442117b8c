using System.Globalization;
using System.Text;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Db.Programme;
using Survey.Db.Restorations;
using Survey.Scheduler.Clocks;
using Survey.Scheduler.Messages;

namespace Survey.Scheduler.Operations;

/// <summary>Rule A3: names no relationship, unit or wave and counts no answers. The number of reminders would count answers, too.</summary>
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
        var waves = await connection.ListAsync<StateCount>(
            "select state, count(*)::int as count from wave group by state order by state",
            null,
            ct
        );
        var messages = await connection.ListAsync<StateCount>(
            "select state, count(*)::int as count from message where kind not like 'reminder%' group by state order by state",
            null,
            ct
        );
        var lag = await connection.OneAsync<Lag>(
            """
            select coalesce((select extract(epoch from @now - min(due_at)) from (
                       select opens_at as due_at from wave join pulse on pulse.id = pulse_id
                       where state = 'planned' and approval = 'automatic' and not paused and opens_at <= @now
                       union all
                       select closes_at from wave where state in ('open', 'closed') and closes_at <= @now) as due), 0)::float8 as waves,
                   coalesce((select extract(epoch from @now - min(not_before)) from message
                             where state in ('queued', 'deferred') and not_before <= @now
                               and (wave_id is null or wave_id not in (select id from wave where mails_held_since is not null))),
                            0)::float8 as messages,
                   (select prev_fire_time from quartz.qrtz_triggers where trigger_name = 'due-work') as last_run
            """,
            new { now },
            ct
        );

        var totals = await connection.OneAsync<Totals>(
            """
            select (select coalesce(sum(unknown_outcomes), 0) from message where kind not like 'reminder%')::int as unknown_outcomes,
                   (select coalesce(sum(late_reports), 0) from message where kind not like 'reminder%')::int as late_reports,
                   (select count(*) from person where unreachable_since is not null)::int as unreachable,
                   coalesce(max(extract(epoch from opened_at - opens_at)) filter (where opened_at > @dayBefore), 0)::float8 as opened_late,
                   coalesce(max(extract(epoch from closed_at - closes_at)) filter (where closed_at > @dayBefore), 0)::float8 as closed_late,
                   coalesce(max(extract(epoch from sealed_at - closes_at)) filter (where sealed_at > @dayBefore), 0)::float8 as sealed_late
            from wave
            where pulse_id is not null and greatest(opened_at, closed_at, sealed_at) > @dayBefore
            """,
            new { dayBefore = now.AddDays(-1) },
            ct
        );

        var trouble = await Trouble.ReadAsync(connection, ct);

        var text = new StringBuilder();
        Labelled(text, "survey_waves", "Waves by state.", "state", waves.Select(Row));
        Labelled(text, "survey_messages", "Invitations and sign-in mails by state.", "state", messages.Select(Row));
        Gauge(text, "survey_waves_overdue_seconds", "How long the oldest due wave has waited to be opened, closed or sealed.", lag.Waves);
        Gauge(text, "survey_messages_overdue_seconds", "How long the oldest due mail has waited.", lag.Messages);
        Labelled(
            text,
            "survey_wave_lag_seconds",
            "The longest time in the last 24 hours between a step of a wave being due and done.",
            "step",
            [("open", totals.OpenedLate), ("close", totals.ClosedLate), ("seal", totals.SealedLate)]
        );
        Gauge(text, "survey_messages_outcome_unknown", "Attempts, reminders aside, whose outcome nobody knew.", totals.UnknownOutcomes);
        Gauge(text, "survey_messages_late_reports", "Reports, reminders aside, that a mail is late.", totals.LateReports);
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
        Gauge(text, "survey_people_unreachable", "People whose invitations came back twice.", totals.Unreachable);
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
        if (lag.LastRun is > 0 and var ticks)
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

    private sealed record Totals(
        int UnknownOutcomes,
        int LateReports,
        int Unreachable,
        double OpenedLate,
        double ClosedLate,
        double SealedLate
    );

    private sealed record StateCount(string State, int Count);

    private sealed record Lag(double Waves, double Messages, long? LastRun);
}
