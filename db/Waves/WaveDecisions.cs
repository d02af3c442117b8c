using Npgsql;

namespace Survey.Db.Waves;

public enum Decided
{
    Done,

    /// <summary>The wave has opened, is over or cancelled, or does not exist.</summary>
    TooLate,

    /// <summary>The time is over, or before the pulse's own.</summary>
    DayTooEarly,

    /// <summary>The wave would still be open when the pulse's next one opens.</summary>
    DayTooLate,
}

/// <summary>HR's decisions about a wave that has not opened, planned or not. Each is one transaction.</summary>
/// <remarks>Opening locks the wave too, so an acknowledged decision is never lost.</remarks>
public static class WaveDecisions
{
    /// <summary>Actions in the audit log; the subject is the wave's code.</summary>
    public const string Approved = "wave approved";
    public const string Withdrawn = "approval withdrawn";
    public const string Cancelled = "wave cancelled";

    public const string PostponedTo = "wave postponed to ";

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

    /// <summary>Keeps the time of day, the length and the approval.</summary>
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

    /// <summary>Reads the wave again after locking it.</summary>
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
            set approved_at = @ApprovedAt::timestamptz,
                state = case when @CancelledAt::timestamptz is null then 'planned' else 'cancelled' end,
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
