using Npgsql;
using Survey.Db.Zones;

namespace Survey.Db.Waves;

/// <summary>A unit of an open wave with all units below it; UnitId null: the whole wave.</summary>
/// <param name="ParentId">As it was when the wave opened; null: the root, or the whole wave.</param>
public sealed record UnitAnswering(
    long WaveId,
    string Wave,
    int MinimumGroup,
    DateOnly Today,
    long? UnitId,
    long? ParentId,
    int Planned,
    int Answered
);

/// <param name="Today">In the pulse's time zone.</param>
public sealed record DueParticipation(long Id, string Code, DateOnly Today);

/// <param name="Band">under25, 25to50, 50to75 or over75.</param>
public sealed record UnitBand(long WaveId, long? UnitId, string Band, DateOnly AsOf);

/// <summary>Participation in open waves, as coarse as rule A3 demands.</summary>
public static class WaveParticipation
{
    /// <summary>Open waves without bands of today (in the pulse's time zone). Old waves without frozen units have none.</summary>
    public static async Task<IReadOnlyList<DueParticipation>> DueAsync(
        NpgsqlConnection connection,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var open = await connection.ListAsync<OpenWaveRow>(
            """
            select wave.id, wave.code, pulse.time_zone, (select max(as_of) from wave_participation where wave_id = wave.id) as as_of
            from wave join pulse on pulse.id = wave.pulse_id
            where wave.state = 'open' and wave.planned is not null
            order by wave.id
            """,
            null,
            ct
        );
        return
        [
            .. open.Select(wave => (wave.AsOf, Due: new DueParticipation(wave.Id, wave.Code, LocalTime.DayOf(now, wave.TimeZone))))
                .Where(wave => !(wave.AsOf >= wave.Due.Today))
                .Select(wave => wave.Due),
        ];
    }

    /// <summary>Exact numbers of the wave's units as frozen at opening, and of the wave itself.</summary>
    public static Task<IReadOnlyList<UnitAnswering>> UnitsAsync(NpgsqlConnection connection, DueParticipation wave, CancellationToken ct) =>
        connection.ListAsync<UnitAnswering>(
            """
            with recursive due as (
                select id, code, minimum_group, planned, @Today::date as today from wave where id = @Id
            ), line (wave_id, unit_id, ancestor_id) as (
                select wave_id, unit_id, unit_id from wave_unit where wave_id in (select id from due)
                union all
                select line.wave_id, line.unit_id, wave_unit.parent_id
                from line
                join wave_unit on wave_unit.wave_id = line.wave_id and wave_unit.unit_id = line.ancestor_id
                where wave_unit.parent_id is not null
            ), own as (
                select invitation.wave_id, invitation.unit_id, count(*) as answered
                from invitation
                join answered on answered.wave_id = invitation.wave_id and answered.invitation_id = invitation.id
                where invitation.wave_id in (select id from due)
                group by invitation.wave_id, invitation.unit_id
            ), total as (
                select line.wave_id, line.ancestor_id as unit_id, sum(unit.planned)::int as planned,
                       coalesce(sum(own.answered), 0)::int as answered
                from line
                join wave_unit unit on unit.wave_id = line.wave_id and unit.unit_id = line.unit_id
                left join own on own.wave_id = line.wave_id and own.unit_id = line.unit_id
                group by line.wave_id, line.ancestor_id
            )
            select due.id as wave_id, due.code as wave, due.minimum_group, due.today, null::bigint as unit_id, null::bigint as parent_id,
                   due.planned, coalesce((select sum(own.answered) from own where own.wave_id = due.id), 0)::int as answered
            from due
            union all
            select due.id, due.code, due.minimum_group, due.today, total.unit_id, wave_unit.parent_id, total.planned, total.answered
            from total
            join due on due.id = total.wave_id
            join wave_unit on wave_unit.wave_id = total.wave_id and wave_unit.unit_id = total.unit_id
            """,
            wave,
            ct
        );

    public static Task<int> StoreAsync(NpgsqlConnection connection, IReadOnlyList<UnitBand> bands, CancellationToken ct) =>
        connection.RunAsync(
            """
            insert into wave_participation (wave_id, unit_id, band, as_of)
            select * from unnest(@waves, @units, @bands, @days)
            on conflict (wave_id, unit_id) do update set band = excluded.band, as_of = excluded.as_of
            """,
            new
            {
                waves = bands.Select(row => row.WaveId).ToArray(),
                units = bands.Select(row => row.UnitId).ToArray(),
                bands = bands.Select(row => row.Band).ToArray(),
                days = bands.Select(row => row.AsOf).ToArray(),
            },
            ct
        );

    private sealed record OpenWaveRow(long Id, string Code, string TimeZone, DateOnly? AsOf);
}
