using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>HR's decision about a period of a pulse before its wave opened; see migration 0020.</summary>
public sealed record WaveDecision
{
    public long PulseId { get; init; }
    public DateOnly Period { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Null, as ClosesAt: not postponed.</summary>
    public DateTimeOffset? OpensAt { get; init; }
    public DateTimeOffset? ClosesAt { get; init; }

    public static Task<IReadOnlyList<WaveDecision>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<WaveDecision>(
            "select pulse_id, period, approved_at, cancelled_at, opens_at, closes_at from wave_decision",
            null,
            ct
        );

    /// <summary>Locks the pulse until the transaction ends, so that decisions and planning see each other's results.</summary>
    internal static Task TakeTurnAsync(NpgsqlConnection connection, long pulseId, CancellationToken ct) =>
        connection.RunAsync("select from pulse where id = @pulseId for no key update", new { pulseId }, ct);

    internal Period Moved(Period period) =>
        OpensAt is { } opensAt && ClosesAt is { } closesAt ? period with { OpensAt = opensAt, ClosesAt = closesAt } : period;
}
