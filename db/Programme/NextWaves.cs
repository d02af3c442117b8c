using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Waves;

namespace Survey.Db.Programme;

/// <param name="OpensOn">In the pulse's time zone.</param>
public sealed record NextWave(string PulseName, DateOnly OpensOn);

/// <summary>When each pulse opens its next wave.</summary>
public static class NextWaves
{
    /// <returns>The earliest first; pulses that are paused or over have none.</returns>
    public static async Task<IReadOnlyList<NextWave>> ListAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
    [
        .. (await PulseList.AllAsync(connection, ct))
            .Where(pulse => !pulse.Paused)
            .SelectMany(pulse => Ahead(pulse, now).Take(1).Select(period => new NextWave(pulse.Name, period.Day)))
            .OrderBy(wave => wave.OpensOn),
    ];

    private static IEnumerable<Period> Ahead(Pulse pulse, DateTimeOffset now)
    {
        var today = LocalTime.DayOf(now, pulse.TimeZone);
        return Periods.From(pulse, today > pulse.FirstDate ? today : pulse.FirstDate).SkipWhile(period => period.OpensAt <= now);
    }
}
