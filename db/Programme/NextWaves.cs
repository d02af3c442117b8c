using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Waves;

namespace Survey.Db.Programme;

/// <summary>OpensOn is in the pulse's time zone. IsOverdue: the opening time is over without approval.</summary>
public sealed record NextWave(string Code, WaveName Name, DateOnly OpensOn, bool NeedsApproval, bool IsApproved, bool IsOverdue);

public static class NextWaves
{
    // So that some cancelled waves in a row do not hide the next wave.
    private const int Ahead = 12;

    /// <returns>The next wave of each pulse, the earliest first. A wave that is due counts only while it waits for approval.</returns>
    public static async Task<IReadOnlyList<NextWave>> ListAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        [
            .. (await ComingWaves.ListAsync(connection, Ahead, now, ct))
                .Where(wave => !wave.Pulse.Paused && !wave.IsCancelled && (wave.Period.OpensAt > now || NeedsApproval(wave)))
                .DistinctBy(wave => wave.Pulse.Id)
                .Select(wave => new NextWave(
                    wave.Code,
                    wave.Name,
                    wave.OpensOn,
                    NeedsApproval(wave),
                    wave.IsApproved,
                    wave.IsOverdue(now)
                )),
        ];

    private static bool NeedsApproval(ComingWave wave) => wave.Opens == WaveOpens.AfterApproval;
}
