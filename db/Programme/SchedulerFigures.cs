using Npgsql;

namespace Survey.Db.Programme;

/// <summary>
/// What the scheduler's metrics read. Reminders are not counted: their number tells how many people have answered (rule A3).
/// </summary>
/// <param name="WavesOverdueSeconds">How long the oldest due wave has waited to be opened, closed or sealed.</param>
/// <param name="MessagesOverdueSeconds">How long the oldest due mail has waited.</param>
/// <param name="LastRunTicks">When due work was last started, in .NET ticks of UTC; null or negative: never.</param>
/// <param name="OpenedLate">The longest delay of the last 24 hours, in seconds.</param>
/// <param name="ClosedLate">The same.</param>
/// <param name="SealedLate">The same, from closing.</param>
public sealed record SchedulerFigures(
    double WavesOverdueSeconds,
    double MessagesOverdueSeconds,
    long? LastRunTicks,
    int UnknownOutcomes,
    int LateReports,
    int Unreachable,
    double OpenedLate,
    double ClosedLate,
    double SealedLate
)
{
    /// <summary>Without sent mails and those that nothing more happens to: they are too many to count each minute.</summary>
    public static Task<IReadOnlyList<StateCount>> WaitingByStateAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<StateCount>(
            """
            select state, count(*)::int as count
            from message
            where state in ('queued', 'deferred', 'sending') and kind not like 'reminder%'
            group by state
            order by state
            """,
            null,
            ct
        );

    public static Task<SchedulerFigures> ReadAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.OneAsync<SchedulerFigures>(
            """
            select coalesce((select extract(epoch from @now - min(due_at)) from (
                       select opens_at as due_at from wave join pulse on pulse.id = pulse_id
                       where state = 'planned' and approval = 'automatic' and not paused and opens_at <= @now
                       union all
                       select closes_at from wave where state in ('open', 'closed') and closes_at <= @now) as due), 0)::float8
                       as waves_overdue_seconds,
                   coalesce((select extract(epoch from @now - min(not_before)) from message
                             where state in ('queued', 'deferred') and not_before <= @now
                               and (wave_id is null or wave_id not in (select id from wave where mails_held_since is not null))), 0)::float8
                       as messages_overdue_seconds,
                   (select prev_fire_time from quartz.qrtz_triggers where trigger_name = 'due-work') as last_run_ticks,
                   uncertain.unknown_outcomes, uncertain.late_reports,
                   (select count(*) from person where unreachable_since is not null)::int as unreachable,
                   coalesce(max(extract(epoch from opened_at - opens_at)) filter (where opened_at > @dayBefore), 0)::float8 as opened_late,
                   coalesce(max(extract(epoch from closed_at - closes_at)) filter (where closed_at > @dayBefore), 0)::float8 as closed_late,
                   coalesce(max(extract(epoch from sealed_at - closes_at)) filter (where sealed_at > @dayBefore), 0)::float8 as sealed_late
            from (select coalesce(sum(unknown_outcomes), 0)::int as unknown_outcomes, coalesce(sum(late_reports), 0)::int as late_reports
                  from message where (unknown_outcomes > 0 or late_reports > 0) and kind not like 'reminder%') as uncertain
            left join wave on pulse_id is not null and greatest(opened_at, closed_at, sealed_at) > @dayBefore
            group by uncertain.unknown_outcomes, uncertain.late_reports
            """,
            new { now, dayBefore = now.AddDays(-1) },
            ct
        );
}
