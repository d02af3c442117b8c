using Npgsql;
using Survey.Db.Waves;

namespace Survey.Db.Programme;

/// <param name="OpensOn">In the pulse's time zone.</param>
/// <param name="NeedsApproval">It does not open unless HR approves it.</param>
/// <param name="IsOverdue">It should be open, had it been approved.</param>
public sealed record NextWave(string Code, string PulseName, DateOnly OpensOn, bool NeedsApproval, bool IsOverdue);

/// <summary>When each pulse opens its next wave.</summary>
public static class NextWaves
{
    // Nobody cancels more in a row.
    private const int Ahead = 12;

    /// <returns>The earliest first; pulses that are paused or over have none. A wave that is due counts only while HR has to approve
    /// it.</returns>
    public static async Task<IReadOnlyList<NextWave>> ListAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        [
            .. (await ComingWaves.ListAsync(connection, Ahead, now, ct))
                .Where(wave => !wave.Pulse.Paused && !wave.IsCancelled && (wave.Period.OpensAt > now || NeedsApproval(wave)))
                .DistinctBy(wave => wave.Pulse.Id)
                .Select(wave => new NextWave(wave.Code, wave.Pulse.Name, wave.OpensOn, NeedsApproval(wave), wave.IsOverdue(now))),
        ];

    private static bool NeedsApproval(ComingWave wave) => wave.Opens == WaveOpens.AfterApproval;
}
