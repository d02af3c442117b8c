using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;
using Survey.Db.Zones;

namespace Survey.Db.Programme;

public sealed record StateCount(string State, int Count);

/// <param name="OpensOn">In the pulse's time zone, as ClosesOn.</param>
/// <param name="Asked">Relationships that are asked; 0 before the wave opens.</param>
/// <param name="Invited">People whom the wave planned to ask. The number invited would tell how many opted out (rule A2).</param>
/// <param name="Band">Participation of an open wave, counted on AsOf; null: not shown (rule A3).</param>
public sealed record WaveProgressRow(
    long Id,
    string Code,
    WaveName Name,
    WaveState State,
    DateOnly OpensOn,
    DateOnly ClosesOn,
    int Asked,
    int NotAsked,
    int Invited,
    string? Band,
    DateOnly? AsOf
);

public static class WaveProgress
{
    public static async Task<IReadOnlyList<WaveProgressRow>> ListAsync(NpgsqlConnection connection, int most, CancellationToken ct) =>
        [
            .. (
                await connection.ListAsync<ProgressRow>(
                    """
                    select wave.id, wave.code, wave_name(wave.pulse_id, wave.period) as name, wave.state,
                           coalesce(wave.opened_at, wave.opens_at) as opens_at, wave.closes_at,
                           coalesce(pulse.time_zone, 'UTC') as time_zone,
                           (select count(*)::int from wave_relationship where wave_id = wave.id and not_asked is null) as asked,
                           (select count(*)::int from wave_relationship where wave_id = wave.id and not_asked is not null) as not_asked,
                           coalesce(wave.planned, (select count(*)::int from invitation where wave_id = wave.id)) as invited,
                           participation.band, participation.as_of
                    from wave
                    left join pulse on pulse.id = wave.pulse_id
                    left join wave_participation participation on participation.wave_id = wave.id and participation.unit_id is null
                    where wave.state <> 'planned'
                    order by wave.opens_at desc, wave.id desc
                    limit @most
                    """,
                    new { most },
                    ct
                )
            ).Select(row => row.Wave),
        ];

    public static Task<IReadOnlyList<StateCount>> CountByStateAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<StateCount>("select state, count(*)::int as count from wave group by state order by state", null, ct);

    private sealed record ProgressRow(
        long Id,
        string Code,
        WaveName Name,
        WaveState State,
        DateTimeOffset OpensAt,
        DateTimeOffset ClosesAt,
        string TimeZone,
        int Asked,
        int NotAsked,
        int Invited,
        string? Band,
        DateOnly? AsOf
    )
    {
        public WaveProgressRow Wave =>
            new(
                Id,
                Code,
                Name,
                State,
                LocalTime.DayOf(OpensAt, TimeZone),
                LocalTime.LastDayOf(ClosesAt, TimeZone),
                Asked,
                NotAsked,
                Invited,
                Band,
                AsOf
            );
    }
}
