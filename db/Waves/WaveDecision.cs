using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>What HR decided about a period of a pulse before its wave opened; see migration 0020.</summary>
public sealed record WaveDecision
{
    public long PulseId { get; init; }
    public DateOnly Period { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Postponed to; null, as is <see cref="ClosesAt"/>: it opens when the pulse says.</summary>
    public DateTimeOffset? OpensAt { get; init; }
    public DateTimeOffset? ClosesAt { get; init; }

    public static Task<IReadOnlyList<WaveDecision>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<WaveDecision>(
            "select pulse_id, period, approved_at, cancelled_at, opens_at, closes_at from wave_decision",
            null,
            ct
        );

    /// <summary>
    /// Keeps decisions and planning of a pulse apart until the caller's transaction ends: whoever comes second sees what the first did.
    /// </summary>
    internal static Task TakeTurnAsync(NpgsqlConnection connection, long pulseId, CancellationToken ct) =>
        connection.RunAsync("select from pulse where id = @pulseId for no key update", new { pulseId }, ct);

    /// <summary>The period with the times that HR gave it.</summary>
    internal Period Moved(Period period) =>
        OpensAt is { } opensAt && ClosesAt is { } closesAt ? period with { OpensAt = opensAt, ClosesAt = closesAt } : period;
}
