using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Waves;

namespace Survey.Db.Programme;

public sealed record RecordedWave
{
    public required long Id { get; init; }
    public required string Code { get; init; }
    public required WaveName Name { get; init; }
    public required WaveState State { get; init; }

    public required string TimeZone { get; init; }
    public required DateTimeOffset OpensAt { get; init; }
    public required DateTimeOffset ClosesAt { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public DateTimeOffset? SealedAt { get; init; }
    public required int MinimumGroup { get; init; }

    /// <summary>People whom the wave planned to ask (rule A2); 0 for history.</summary>
    public required int Invited { get; init; }

    public static Task<RecordedWave?> FindAsync(NpgsqlConnection connection, string code, CancellationToken ct) =>
        connection.FindAsync<RecordedWave>(
            """
            select wave.id, wave.code, wave_name(wave.pulse_id, wave.period) as name,
                   wave.state, coalesce(pulse.time_zone, 'UTC') as time_zone,
                   wave.opens_at, wave.closes_at, wave.opened_at, wave.closed_at, wave.sealed_at, wave.minimum_group,
                   coalesce(wave.planned, (select count(*)::int from invitation where wave_id = wave.id)) as invited
            from wave
            left join pulse on pulse.id = wave.pulse_id
            where lower(wave.code) = lower(@code)
            """,
            new { code },
            ct
        );
}
