using Npgsql;

namespace Survey.Db.Waves;

/// <summary>What became of a decision.</summary>
public enum Decided
{
    Done,

    /// <summary>The wave has opened meanwhile, is over or cancelled, or there is no such wave.</summary>
    TooLate,

    /// <summary>The wanted time is over, or before the pulse's own.</summary>
    DayTooEarly,

    /// <summary>The wave would not be over when the pulse's next one opens.</summary>
    DayTooLate,
}

/// <summary>
/// HR's decisions about a wave that has not opened, whether it is planned already or not. Each is one transaction; opening the wave and
/// deciding about it wait for each other, so a decision that is acknowledged is obeyed.
/// </summary>
public static class WaveDecisions
{
    /// <summary>What the audit log says, with the wave's code as subject.</summary>
    public const string Approved = "wave approved";
    public const string Withdrawn = "approval withdrawn";
    public const string Cancelled = "wave cancelled";

    /// <summary>Followed by the ISO date.</summary>
    public const string PostponedTo = "wave postponed to ";

    /// <summary>A wave that needs it opens at its time.</summary>
    public static Task<Decided> ApproveAsync(Database database, string code, string actor, DateTimeOffset now, CancellationToken ct) =>
        DecideAsync(
            database,
            code,
            actor,
            Approved,
            now,
            wave => (wave.Pulse.NeedsApproval ? Decided.Done : Decided.TooLate, new WaveDecision { ApprovedAt = now }),
            ct
        );

    /// <summary>Takes an approval back.</summary>
    public static Task<Decided> WithdrawAsync(Database database, string code, string actor, DateTimeOffset now, CancellationToken ct) =>
        DecideAsync(
            database,
            code,
            actor,
            Withdrawn,
            now,
            wave => (wave.IsApproved ? Decided.Done : Decided.TooLate, new WaveDecision()),
            ct
        );

    /// <summary>The wave opens on another day, at the same time of day and for as long; approved or not, as it is.</summary>
    public static Task<Decided> PostponeAsync(
        Database database,
        string code,
        DateOnly day,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        DecideAsync(
            database,
            code,
            actor,
            FormattableString.Invariant($"{PostponedTo}{day:yyyy-MM-dd}"),
            now,
            wave =>
            {
                var moved = wave.On(day);
                return (
                    day < wave.FirstDay(now) ? Decided.DayTooEarly
                    : day > wave.LastDay ? Decided.DayTooLate
                    : Decided.Done,
                    new WaveDecision
                    {
                        ApprovedAt = wave.IsApproved ? now : null,
                        OpensAt = moved.OpensAt,
                        ClosesAt = moved.ClosesAt,
                    }
                );
            },
            ct
        );

    /// <summary>The wave never opens, and its period is not planned again.</summary>
    public static Task<Decided> CancelAsync(Database database, string code, string actor, DateTimeOffset now, CancellationToken ct) =>
        DecideAsync(database, code, actor, Cancelled, now, _ => (Decided.Done, new WaveDecision { CancelledAt = now }), ct);

    private static Task<Decided> DecideAsync(
        Database database,
        string code,
        string actor,
        string action,
        DateTimeOffset now,
        Func<ComingWave, (Decided, WaveDecision)> decide,
        CancellationToken ct
    ) =>
        database.InTransactionAsync(
            async connection =>
            {
                if (await TakeAsync(connection, code, now, ct) is not { IsCancelled: false } wave)
                {
                    return Decided.TooLate;
                }
                var (decided, decision) = decide(wave);
                if (decided == Decided.Done)
                {
                    await StoreAsync(connection, wave, decision with { PulseId = wave.Pulse.Id, Period = wave.Period.Day }, ct);
                    await AuditLog.AddAsync(connection, actor, action, wave.Code, now, ct);
                }
                return decided;
            },
            ct
        );

    /// <summary>The wave as it is once nobody else is planning, opening or deciding about it.</summary>
    private static async Task<ComingWave?> TakeAsync(NpgsqlConnection connection, string code, DateTimeOffset now, CancellationToken ct)
    {
        if (await ComingWaves.FindAsync(connection, code, now, ct) is not { } wave)
        {
            return null;
        }
        await WaveDecision.TakeTurnAsync(connection, wave.Pulse.Id, ct);
        await connection.RunAsync("select from wave where lower(code) = lower(@code) for update", new { code }, ct);
        return await ComingWaves.FindAsync(connection, code, now, ct);
    }

    private static async Task StoreAsync(NpgsqlConnection connection, ComingWave wave, WaveDecision decision, CancellationToken ct)
    {
        await connection.RunAsync(
            """
            insert into wave_decision (pulse_id, period, approved_at, cancelled_at, opens_at, closes_at)
            values (@PulseId, @Period, @ApprovedAt::timestamptz, @CancelledAt::timestamptz, @OpensAt::timestamptz, @ClosesAt::timestamptz)
            on conflict (pulse_id, period) do update
            set approved_at = excluded.approved_at, cancelled_at = excluded.cancelled_at,
                opens_at = coalesce(excluded.opens_at, wave_decision.opens_at),
                closes_at = coalesce(excluded.closes_at, wave_decision.closes_at)
            """,
            decision,
            ct
        );
        await connection.RunAsync(
            """
            update wave
            set approved_at = @ApprovedAt::timestamptz, state = case when @CancelledAt::timestamptz is null then 'planned'
                else 'cancelled' end,
                opens_at = coalesce(@OpensAt::timestamptz, opens_at), closes_at = coalesce(@ClosesAt::timestamptz, closes_at)
            where code = @Code and state = 'planned'
            """,
            new
            {
                wave.Code,
                decision.ApprovedAt,
                decision.CancelledAt,
                decision.OpensAt,
                decision.ClosesAt,
            },
            ct
        );
    }
}
