using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <param name="Day">Of the opening; of an overdue wave today.</param>
/// <param name="People">As the pulse's next wave would ask.</param>
/// <param name="MailsAtMost">With all reminders.</param>
public sealed record WaveAhead(ComingWave Wave, DateOnly Day, int People, int MailsAtMost);

/// <summary>The waves of the next twelve months, by opening time.</summary>
public sealed record YearAhead(IReadOnlyList<WaveAhead> Waves)
{
    /// <param name="preview">Of the next wave of each pulse: the real planner. Later waves are assumed to be like it.</param>
    public static async Task<YearAhead> MakeAsync(
        NpgsqlConnection connection,
        Func<ComingWave, Task<WavePreview>> preview,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var waves = (await ComingWaves.ListAsync(connection, ComingWaves.MostAhead, now, ct))
            .Where(wave => wave.Period.OpensAt < now.AddYears(1) && !wave.IsCancelled && !wave.Pulse.Paused)
            .ToList();
        var previews = new Dictionary<long, WavePreview>();
        foreach (var next in waves.DistinctBy(wave => wave.Pulse.Id))
        {
            previews.Add(next.Pulse.Id, await preview(next));
        }
        return new([.. waves.Select(wave => Of(wave, previews[wave.Pulse.Id], DateOnly.FromDateTime(now.UtcDateTime)))]);
    }

    /// <summary>As it would be with this pulse. The pulse is stored, everything is computed, and then it is rolled back.</summary>
    /// <exception cref="RefusedException">The pulse breaks a rule.</exception>
    public static async Task<(YearAhead Year, IReadOnlyList<ComingWave> Next)> WithAsync(
        Database database,
        Pulse pulse,
        int ahead,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenUnlimitedAsync(ct);
        await using var trial = await connection.BeginTransactionAsync(ct);
        await PulseImport.StoreAsync(connection, pulse, now, ct);
        var stored = (await PulseList.FindAsync(connection, pulse.Code, ct))!;
        var year = await MakeAsync(connection, wave => WavePreview.MakeAsync(connection, wave, now, ct), now, ct);
        var next = await ComingWaves.OfPulseAsync(connection, stored, ahead, now, ct);
        await trial.RollbackAsync(ct);
        return (year, next);
    }

    private static WaveAhead Of(ComingWave wave, WavePreview preview, DateOnly today) =>
        new(wave, wave.OpensOn < today ? today : wave.OpensOn, preview.People, preview.MailsAtMost);
}
