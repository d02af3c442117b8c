using Npgsql;

namespace Survey.Db.Waves;

/// <summary>When an open wave closes.</summary>
public sealed record WaveClosing(string Code, DateTimeOffset ClosesAt)
{
    /// <summary>The open waves of a pulse, by closing.</summary>
    public static Task<IReadOnlyList<WaveClosing>> OfPulseAsync(NpgsqlConnection connection, long pulseId, CancellationToken ct) =>
        connection.ListAsync<WaveClosing>(
            "select code, closes_at from wave where pulse_id = @pulseId and state = 'open' order by closes_at",
            new { pulseId },
            ct
        );
}
