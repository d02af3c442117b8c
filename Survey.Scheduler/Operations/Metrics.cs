using System.Globalization;
using System.Text;
using Survey.Db;

namespace Survey.Scheduler.Operations;

/// <summary>
/// What operations can watch, as Prometheus text. Rule A3: nothing here names a relationship, a unit or a wave, and nothing counts answers:
/// reminders are left out, since their number tells how many people have answered.
/// </summary>
internal static class Metrics
{
    public static async Task<string> WriteAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var waves = await connection.ListAsync<StateCount>(
            "select state, count(*)::int as count from wave group by state order by state", null, ct);
        var messages = await connection.ListAsync<StateCount>(
            "select state, count(*)::int as count from message where kind not like 'reminder%' group by state order by state", null, ct);
        var lag = await connection.OneAsync<Lag>("""
            select coalesce((select extract(epoch from @now - min(due_at)) from (
                       select opens_at as due_at from wave join pulse on pulse.id = pulse_id
                       where state = 'planned' and approval = 'automatic' and not paused and opens_at <= @now
                       union all
                       select closes_at from wave where state in ('open', 'closed') and closes_at <= @now) as due), 0)::float8 as waves,
                   coalesce((select extract(epoch from @now - min(not_before)) from message
                             where state in ('queued', 'deferred') and not_before <= @now), 0)::float8 as messages,
                   (select prev_fire_time from quartz.qrtz_triggers where trigger_name = 'due-work') as last_run
            """, new { now }, ct);

        var text = new StringBuilder();
        Gauge(text, "survey_waves", "Waves by state.", waves);
        Gauge(text, "survey_messages", "Invitations and sign-in mails by state.", messages);
        Gauge(text, "survey_waves_overdue_seconds", "How long the oldest due wave has waited to be opened, closed or sealed.", lag.Waves);
        Gauge(text, "survey_messages_overdue_seconds", "How long the oldest due mail has waited.", lag.Messages);
        if (lag.LastRun is > 0 and var ticks)
        {
            Gauge(text, "survey_due_work_age_seconds", "Time since due work was last started by any scheduler.",
                (now - new DateTimeOffset(ticks, TimeSpan.Zero)).TotalSeconds);
        }
        return text.ToString();
    }

    private static void Gauge(StringBuilder text, string name, string help, double value)
    {
        Head(text, name, help);
        text.Append(CultureInfo.InvariantCulture, $"{name} {value:0.###}\n");
    }

    private static void Gauge(StringBuilder text, string name, string help, IEnumerable<StateCount> counts)
    {
        Head(text, name, help);
        foreach (var (state, count) in counts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{{state=\"{state}\"}} {count}\n");
        }
    }

    private static void Head(StringBuilder text, string name, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");

    private sealed record StateCount(string State, int Count);

    private sealed record Lag(double Waves, double Messages, long? LastRun);
}
