using Npgsql;

namespace Survey.Db.Waves;

/// <summary>Opens and closes the waves whose time has come.</summary>
public static class DueWaves
{
    /// <summary>Opens each due wave in a transaction of its own; a wave in another program's hands is left to it.</summary>
    /// <returns>How many were opened.</returns>
    public static async Task<int> OpenAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        var opened = 0;
        while (await database.InTransactionAsync(connection => OpenOneAsync(connection, now, ct), ct))
        {
            opened++;
        }
        return opened;
    }

    /// <returns>How many were closed: from then on nobody can answer.</returns>
    public static async Task<int> CloseAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.RunAsync(
            "update wave set state = 'closed', closed_at = @now where state = 'open' and closes_at <= @now", new { now }, ct);
    }

    private static async Task<bool> OpenOneAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        var due = await connection.FindAsync<long?>("""
            select wave.id
            from wave
            join pulse on pulse.id = wave.pulse_id
            where wave.state = 'planned' and wave.opens_at <= @now and wave.closes_at > @now
              and pulse.approval = 'automatic' and not pulse.paused
            order by wave.opens_at, wave.id
            limit 1
            for update of wave skip locked
            """, new { now }, ct);
        return due is { } waveId && await WaveOpening.OpenAsync(connection, waveId, now, ct) is not null;
    }
}
