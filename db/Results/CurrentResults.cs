using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Results;

public sealed record CurrentWave(SealedWave Wave, IReadOnlyList<RelationshipResult> Results);

/// <summary>The last results of each relationship, of any pulse. Leaves out waves a year older than the newest one.</summary>
public static class CurrentResults
{
    private const int MaxAgeDays = 366;

    public static async Task<IReadOnlyList<CurrentWave>> ReadAsync(NpgsqlConnection connection, Viewer viewer, CancellationToken ct)
    {
        var waves = await SealedWaves.OfViewerAsync(connection, viewer, ct);
        var last = (await LastWavesAsync(connection, viewer, ct)).ToLookup(row => row.WaveId, row => row.RelationshipId);
        var current = new List<CurrentWave>();
        foreach (var wave in waves.TakeWhile(wave => waves[0].ClosedOn.DayNumber - wave.ClosedOn.DayNumber <= MaxAgeDays))
        {
            var ids = last[wave.Id].ToHashSet();
            if (ids.Count > 0)
            {
                current.Add(new(wave, await ResultReading.RelationshipsAsync(connection, wave.Id, one => ids.Contains(one.Id), ct)));
            }
        }
        return current;
    }

    private static Task<IReadOnlyList<LastWave>> LastWavesAsync(NpgsqlConnection connection, Viewer viewer, CancellationToken ct)
    {
        var readable = viewer.ScopeOf(Right.ReadResults);
        return connection.ListAsync<LastWave>(
            $"""
            select distinct on (asked.relationship_id) asked.relationship_id, asked.wave_id
            from wave_relationship asked
            join wave on wave.id = asked.wave_id and wave.state = 'sealed'
            where asked.not_asked is null
              and {readable.Condition("asked.provider_unit_id", "asked.customer_unit_id")}
            order by asked.relationship_id, wave.closed_at desc, wave.id desc
            """,
            new { units = readable.UnitIds },
            ct
        );
    }

    private sealed record LastWave(long RelationshipId, long WaveId);
}
