using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Results;

/// <summary>A sealed wave in a list to choose from.</summary>
public sealed record WaveChoice(long Id, string Code, DateOnly ClosedOn);

/// <summary>The sealed waves of which a viewer may see anything.</summary>
public static class ViewerWaves
{
    /// <summary>The last closed first.</summary>
    public static Task<IReadOnlyList<WaveChoice>> ListAsync(NpgsqlConnection connection, Viewer viewer, CancellationToken ct) =>
        connection.ListAsync<WaveChoice>("""
            select wave.id, wave.code,
                   case when pulse.id is null then wave.period else (wave.closed_at at time zone pulse.time_zone)::date end as closed_on
            from wave left join pulse on pulse.id = wave.pulse_id
            where wave.state = 'sealed' and exists (
                select from wave_relationship
                where wave_relationship.wave_id = wave.id and not_asked is null
                  and (@IsHr or provider_unit_id = any(@led) or customer_unit_id = any(@led)))
            order by wave.closed_at desc, wave.id desc
            """, new { viewer.IsHr, led = viewer.LedUnitIds.ToArray() }, ct);
}
