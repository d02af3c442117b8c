using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Pulses;
using Survey.Db.Viewers;

namespace Survey.Db.Programme;

/// <summary>UnitNames null: the whole wave. Band is under25, 25to50, 50to75 or over75.</summary>
public sealed record ParticipationRow(LocalizedText? UnitNames, string Band, DateOnly AsOf);

/// <param name="TimeZone">Of the pulse.</param>
/// <param name="Participation">The whole wave first; empty until the first daily count.</param>
public sealed record RunningWave(
    string Code,
    WaveName Name,
    DateTimeOffset ClosesAt,
    string TimeZone,
    IReadOnlyList<ParticipationRow> Participation
);

/// <summary>Open waves with their participation as bands (rule A3).</summary>
public static class RunningWaves
{
    private sealed record RunningWaveRow(long Id, string Code, WaveName Name, DateTimeOffset ClosesAt, string TimeZone);

    /// <summary>Waves that invited nobody are left out. The units are those whose results the viewer may read.</summary>
    public static async Task<IReadOnlyList<RunningWave>> ListAsync(NpgsqlConnection connection, Viewer viewer, CancellationToken ct)
    {
        var waves = await connection.ListAsync<RunningWaveRow>(
            """
            select wave.id, wave.code, wave_name(wave.pulse_id, wave.period) as name, wave.closes_at, pulse.time_zone
            from wave join pulse on pulse.id = wave.pulse_id
            where wave.state = 'open' and exists (select from invitation where wave_id = wave.id)
            order by wave.closes_at, wave.id
            """,
            null,
            ct
        );
        var running = new List<RunningWave>();
        foreach (var wave in waves)
        {
            var participation = await ParticipationAsync(connection, viewer, wave.Id, ct);
            running.Add(new RunningWave(wave.Code, wave.Name, wave.ClosesAt, wave.TimeZone, participation));
        }
        return running;
    }

    public static Task<IReadOnlyList<ParticipationRow>> ParticipationAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        long waveId,
        CancellationToken ct
    )
    {
        var readable = viewer.ScopeOf(Right.ReadResults);
        return connection.ListAsync<ParticipationRow>(
            $"""
            select wave_unit.names as unit_names, participation.band, participation.as_of
            from wave_participation participation
            left join wave_unit on wave_unit.wave_id = participation.wave_id and wave_unit.unit_id = participation.unit_id
            where participation.wave_id = @waveId
              and (participation.unit_id is null or {readable.Condition("participation.unit_id")})
            order by participation.unit_id is not null, lower(wave_unit.code)
            """,
            new { waveId, units = readable.UnitIds },
            ct
        );
    }
}
