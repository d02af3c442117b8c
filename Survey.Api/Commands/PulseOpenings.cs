using System.Globalization;
using Npgsql;
using Survey.Db;
using Survey.Db.Pulses;
using Survey.Db.Waves;
using Survey.Db.Zones;

namespace Survey.Api.Commands;

/// <summary>Prints a pulse's next openings, because a cron expression is easily misread (1 is Sunday, and 31 skips months).</summary>
internal static class PulseOpenings
{
    private const int Told = 3;

    public static async Task<IReadOnlyList<string>> TellAsync(
        NpgsqlConnection connection,
        string code,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var pulse = (await PulseList.FindAsync(connection, code, ct))!;
        var next = await ComingWaves.OfPulseAsync(connection, pulse, Told, now, ct);
        var openings = string.Join(", ", next.Select(wave => wave.Period.OpensAt <= now ? "now" : Words(wave.Period.OpensAt, pulse)));
        return
        [
            pulse.Paused ? "paused: no wave opens and nobody is reminded"
            : next.Count == 0 ? "next openings: none"
            : $"next openings ({pulse.TimeZone}): {openings}{(pulse.NeedsApproval ? ", each once HR has approved it" : "")}",
            .. pulse.Paused ? await OpenWavesAsync(connection, pulse, ct) : [],
        ];
    }

    private static async Task<IEnumerable<string>> OpenWavesAsync(NpgsqlConnection connection, Pulse pulse, CancellationToken ct) =>
        (await WaveClosing.OfPulseAsync(connection, pulse.Id, ct)).Select(wave =>
            $"{wave.Code} is open and can be answered until {Words(wave.ClosesAt, pulse)} ({pulse.TimeZone})"
        );

    private static string Words(DateTimeOffset instant, Pulse pulse) =>
        LocalTime.Of(instant, pulse.TimeZone).ToString("dddd d MMMM yyyy HH:mm", CultureInfo.InvariantCulture);
}
