using Npgsql;
using Survey.Db.Waves;

namespace Survey.Db.Restorations;

/// <summary>Step is opened, closed or sealed. IsRecorded false: computed from the plan, and done again.</summary>
public sealed record LostStep(string Wave, string Step, DateTimeOffset At, bool IsRecorded);

/// <summary>What a restored database lacks. AnswerMinutes: minutes of the lost time in which a wave was open.</summary>
public sealed record LostTime(IReadOnlyList<LostStep> Steps, int AnswerMinutes, IReadOnlyList<HeldWave> Held)
{
    internal static async Task<LostTime> ReadAsync(
        NpgsqlConnection connection,
        DateTimeOffset backupAt,
        TimeSpan rest,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var recorded = await connection.ListAsync<Times>(
            """
            select code, state, opened_at as opens_at, coalesce(closed_at, closes_at) as closes_at, sealed_at from wave
            where pulse_id is not null and state in ('open', 'closed', 'sealed')
            """,
            null,
            ct
        );
        // In the database a wave that opened in the lost time has not opened.
        var coming = (await ComingWaves.ListAsync(connection, ComingWaves.MostAhead, backupAt, ct))
            .Where(wave => wave.OpensUnasked)
            .Select(wave => new Times(wave.Code, WaveState.Planned, wave.Period.OpensAt, wave.Period.ClosesAt, null));
        var waves = recorded.Concat(coming).ToList();
        return new(
            [.. waves.SelectMany(wave => wave.Steps(rest)).Where(step => step.At > backupAt && step.At <= now).OrderBy(step => step.At)],
            Minutes(waves, backupAt, now),
            await HeldMails.ListAsync(connection, ct)
        );
    }

    private static int Minutes(IEnumerable<Times> waves, DateTimeOffset from, DateTimeOffset to)
    {
        var (open, end) = (TimeSpan.Zero, from);
        foreach (var wave in waves.OrderBy(wave => wave.OpensAt))
        {
            var (start, stop) = (wave.OpensAt > end ? wave.OpensAt : end, wave.ClosesAt < to ? wave.ClosesAt : to);
            if (stop > start)
            {
                (open, end) = (open + (stop - start), stop);
            }
        }
        return (int)Math.Ceiling(open.TotalMinutes);
    }

    private sealed record Times(string Code, WaveState State, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, DateTimeOffset? SealedAt)
    {
        public IEnumerable<LostStep> Steps(TimeSpan rest) =>
            [
                new(Code, "opened", OpensAt, State != WaveState.Planned),
                new(Code, "closed", ClosesAt, State is WaveState.Closed or WaveState.Sealed),
                new(Code, "sealed", SealedAt ?? ClosesAt + rest, State == WaveState.Sealed),
            ];
    }
}
