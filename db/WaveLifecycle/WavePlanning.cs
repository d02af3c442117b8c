using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.WaveLifecycle;

/// <summary>Records the periods of pulses as waves. Safe to run often and by several processes at once.</summary>
public static class WavePlanning
{
    /// <summary>Records each period that has begun: planned, cancelled, or skipped if over. Returns how many are planned.</summary>
    /// <remarks>Leaves out pulses in trouble. Skips planned waves that are over: a survey that is over is never mailed.</remarks>
    /// <exception cref="PartlyFailedException">Some pulses failed; the others were planned.</exception>
    public static async Task<int> PlanDueAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        var each = new IsolatedRuns(ct);
        foreach (var (pulse, last) in await PulsesAsync(database, now, ct))
        {
            await each.RunAsync(pulse.Code, async () =>
            {
                var periods = Periods.After(pulse, last, now).TakeWhile(period => period.OpensAt <= now).ToArray();
                return periods.Length == 0
                    ? 0
                    : await database.InTransactionAsync(connection => RecordAsync(connection, pulse, periods, now, ct), ct);
            });
        }
        return each.Total();
    }

    private static async Task<IReadOnlyList<(Pulse, DateOnly?)>> PulsesAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await connection.RunAsync("update wave set state = 'skipped' where state = 'planned' and closes_at <= @now", new { now }, ct);
        var recorded = (
            await connection.ListAsync<LastPeriod>(
                "select pulse_id, max(period) as day from wave where pulse_id is not null group by pulse_id",
                null,
                ct
            )
        ).ToDictionary(row => row.PulseId, row => (DateOnly?)row.Day);
        return
        [
            .. (await PulseList.AllAsync(connection, ct))
                .Where(pulse => !pulse.Paused && PulseProblem.Of(pulse) is null)
                .Select(pulse => (pulse, recorded.GetValueOrDefault(pulse.Id))),
        ];
    }

    private static async Task<int> RecordAsync(
        NpgsqlConnection connection,
        Pulse pulse,
        Period[] periods,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await WaveDecision.TakeTurnAsync(connection, pulse.Id, ct);
        var states = await connection.ListAsync<RecordedState>(
            """
            insert into wave (code, pulse_id, period, state, seed, opens_at, closes_at, approved_at,
                              minimum_group, minimum_comments, minimum_group_reason)
            select period.code, pulse.id, period.day,
                   case when decision.cancelled_at is not null then 'cancelled'
                        when coalesce(decision.closes_at, period.closes_at) <= @now then 'skipped'
                        else 'planned' end,
                   period.seed, coalesce(decision.opens_at, period.opens_at), coalesce(decision.closes_at, period.closes_at),
                   decision.approved_at,
                   pulse.minimum_group, pulse.minimum_comments, pulse.minimum_group_reason
            from pulse
            cross join unnest(@codes, @days, @seeds, @opens, @closes) as period (code, day, seed, opens_at, closes_at)
            left join wave_decision as decision on decision.pulse_id = pulse.id and decision.period = period.day
            where pulse.id = @pulseId
            on conflict do nothing
            returning state
            """,
            new
            {
                now,
                pulseId = pulse.Id,
                codes = periods.Select(period => period.WaveCode(pulse)).ToArray(),
                days = periods.Select(period => period.Day).ToArray(),
                seeds = periods.Select(period => SeededHash.Seed(period.WaveCode(pulse))).ToArray(),
                opens = periods.Select(period => period.OpensAt).ToArray(),
                closes = periods.Select(period => period.ClosesAt).ToArray(),
            },
            ct
        );
        return states.Count(row => row.State == WaveState.Planned);
    }

    private sealed record RecordedState(WaveState State);

    private sealed record LastPeriod(long PulseId, DateOnly Day);
}
