using Npgsql;

namespace Survey.Db.WaveLifecycle;

public static class WaveSealing
{
    // Each sealing ends with a lock on the tables of all waves. Two sealings at once would deadlock.
    private const long Lock = 5_372_019_447_112_003;

    /// <param name="rest">How long a wave stays closed before sealing, which cannot be undone.</param>
    public static Task<IReadOnlyList<DueWave>> DueAsync(
        NpgsqlConnection connection,
        TimeSpan rest,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.ListAsync<DueWave>(
            "select id, code from wave where state = 'closed' and closes_at + @rest <= @now order by closed_at, id",
            new { rest, now },
            ct
        );

    /// <summary>Locks the wave, which also keeps out late notes. Waits while another wave is being sealed.</summary>
    /// <returns>False: the wave is not closed, or another process has locked it.</returns>
    public static async Task<bool> ClaimAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        var claimed = await connection.FindAsync<long?>(
            "select id from wave where id = @waveId and state = 'closed' for update skip locked",
            new { waveId },
            ct
        );
        if (claimed is not null)
        {
            await WaitAsync(connection, ct);
        }
        return claimed is not null;
    }

    /// <summary>No other transaction seals a wave until this one ends.</summary>
    internal static Task WaitAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync("select pg_advisory_xact_lock(@Lock)", new { Lock }, ct);

    public static Task MarkAsync(NpgsqlConnection connection, long waveId, DateTimeOffset now, CancellationToken ct) =>
        connection.RunAsync("update wave set state = 'sealed', sealed_at = @now where id = @waveId", new { waveId, now }, ct);
}
