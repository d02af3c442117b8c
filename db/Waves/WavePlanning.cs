using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>Turns the periods of pulses into waves. Called as often as one likes, by as many programs as one likes.</summary>
public static class WavePlanning
{
    /// <summary>
    /// Records each period that has begun and is not recorded yet: planned, or skipped when its open days are over already. A wave
    /// that nobody opened in time is skipped as well: a survey that is over is never mailed.
    /// </summary>
    /// <returns>How many waves are newly planned.</returns>
    public static async Task<int> PlanDueAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await connection.RunAsync("update wave set state = 'skipped' where state = 'planned' and closes_at <= @now", new { now }, ct);
        var recorded = (await connection.ListAsync<LastPeriod>(
                "select pulse_id, max(period) as day from wave where pulse_id is not null group by pulse_id", null, ct))
            .ToDictionary(row => row.PulseId, row => row.Day);
        var planned = 0;
        foreach (var pulse in (await PulseList.AllAsync(connection, ct)).Where(pulse => !pulse.Paused))
        {
            var periods = Periods.From(pulse, NextDay(pulse, recorded)).TakeWhile(period => period.OpensAt <= now).ToArray();
            planned += await RecordAsync(connection, pulse, periods, now, ct);
        }
        return planned;
    }

    /// <summary>The first day of which no period is recorded.</summary>
    private static DateOnly NextDay(Pulse pulse, Dictionary<long, DateOnly> recorded) =>
        recorded.TryGetValue(pulse.Id, out var last) && last >= pulse.FirstDate ? last.AddDays(1) : pulse.FirstDate;

    private static async Task<int> RecordAsync(
        NpgsqlConnection connection, Pulse pulse, Period[] periods, DateTimeOffset now, CancellationToken ct)
    {
        if (periods.Length == 0)
        {
            return 0;
        }
        var states = await connection.ListAsync<string>("""
            insert into wave (code, pulse_id, period, state, seed, opens_at, closes_at, minimum_group, minimum_comments, minimum_group_reason)
            select period.code, pulse.id, period.day, case when period.closes_at <= @now then 'skipped' else 'planned' end, period.seed,
                   period.opens_at, period.closes_at, pulse.minimum_group, pulse.minimum_comments, pulse.minimum_group_reason
            from pulse, unnest(@codes, @days, @seeds, @opens, @closes) as period (code, day, seed, opens_at, closes_at)
            where pulse.id = @pulseId
            on conflict do nothing
            returning state
            """, new
        {
            now,
            pulseId = pulse.Id,
            codes = periods.Select(period => period.WaveCode(pulse)).ToArray(),
            days = periods.Select(period => period.Day).ToArray(),
            seeds = periods.Select(period => SeededHash.Seed(period.WaveCode(pulse))).ToArray(),
            opens = periods.Select(period => period.OpensAt).ToArray(),
            closes = periods.Select(period => period.ClosesAt).ToArray(),
        }, ct);
        return states.Count(state => state == "planned");
    }

    private sealed record LastPeriod(long PulseId, DateOnly Day);
}
