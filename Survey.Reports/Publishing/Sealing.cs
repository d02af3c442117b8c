using Survey.Db;
using Survey.Db.Settings;
using Survey.Db.WaveLifecycle;

namespace Survey.Reports.Publishing;

/// <summary>Sealing with the computation of this project.</summary>
public static class Sealing
{
    /// <inheritdoc cref="WaveSealing.SealDueAsync"/>
    public static Task<int> SealDueAsync(
        Database database,
        FigureKey key,
        TimeSpan rest,
        DateTimeOffset now,
        CancellationToken ct,
        Action<long, string>? progress = null
    ) => WaveSealing.SealDueAsync(database, key, Publisher.ComputeAsync, rest, now, ct, progress);

    /// <inheritdoc cref="WaveSealing.SealAsync"/>
    public static Task<bool> SealAsync(
        Database database,
        FigureKey key,
        long waveId,
        DateTimeOffset now,
        CancellationToken ct,
        Action<long, string>? progress = null
    ) => WaveSealing.SealAsync(database, key, Publisher.ComputeAsync, waveId, now, ct, progress);
}
