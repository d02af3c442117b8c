using Npgsql;
using Survey.Db.Cases;
using Survey.Db.Invitations;
using Survey.Db.Results;
using Survey.Db.Settings;

namespace Survey.Db.WaveLifecycle;

/// <summary>
/// Computes everything that is ever shown of a wave. Only reads; nobody may change the answers meanwhile.
/// <paramref name="asking"/> may still be reading, on another connection.
/// </summary>
public delegate Task<WaveResults> ComputeResults(
    NpgsqlConnection connection,
    FigureKey key,
    long waveId,
    Task<IReadOnlyList<AskedTogether>?> asking,
    CancellationToken ct
);

/// <summary>Anonymises and publishes a closed wave in one transaction (rule A4). A sealed wave does not change.</summary>
public static class WaveSealing
{
    // Each sealing ends with a lock on the tables of all waves. Two sealings at once would deadlock.
    private const long Lock = 5_372_019_447_112_003;

    /// <summary>Seals waves that have rested. A wave that fails does not block the others.</summary>
    /// <param name="rest">How long a wave stays closed before sealing, which cannot be undone.</param>
    /// <param name="progress">Gets the wave's id and the next step: a large wave takes minutes.</param>
    /// <exception cref="PartlyFailedException">Some waves could not be sealed and stay closed; the others were sealed.</exception>
    public static async Task<int> SealDueAsync(
        Database database,
        FigureKey key,
        ComputeResults compute,
        TimeSpan rest,
        DateTimeOffset now,
        CancellationToken ct,
        Action<long, string>? progress = null
    )
    {
        var each = new IsolatedRuns(ct);
        foreach (var wave in await database.InTransactionAsync(connection => DueAsync(connection, rest, now, ct), ct))
        {
            await each.RunAsync(wave.Code, async () => await SealAsync(database, key, compute, wave.Id, now, ct, progress) ? 1 : 0);
        }
        return each.Total();
    }

    /// <summary>False: the wave is not closed, or is being sealed elsewhere.</summary>
    public static Task<bool> SealAsync(
        Database database,
        FigureKey key,
        ComputeResults compute,
        long waveId,
        DateTimeOffset now,
        CancellationToken ct,
        Action<long, string>? progress = null
    ) =>
        database.InTransactionAsync(
            async connection =>
            {
                if (!await ClaimAsync(connection, waveId, ct))
                {
                    return false;
                }
                await FigureKeys.ClaimAsync(connection, key, ct);
                progress?.Invoke(waveId, "counting invitations, rewriting responses, computing figures");
                await ResponseSealing.PrepareAsync(connection, ct);
                var asking = AnsweredInvitations.ReadAsync(connection, waveId, ct);
                var computing = ComputeApartAsync(database, key, compute, waveId, asking, ct);
                await Task.WhenAll(RewriteAsync(connection, waveId, asking, ct), computing);
                progress?.Invoke(waveId, "storing figures");
                var results = await computing;
                await results.StoreAsync(connection, waveId, ct);
                await CaseRechecks.StoreAsync(connection, waveId, results.Rechecks, now, ct);
                progress?.Invoke(waveId, "rewriting comments and notes");
                await ResponseSealing.RewriteCommentsAsync(connection, waveId, ct);
                await ResponseSealing.RewriteNotesAsync(connection, waveId, ct);
                await MessageSealing.KeepAsync(connection, waveId, ct);
                await RelationshipPauses.MarkDueAsync(connection, now, ct);
                await MarkAsync(connection, waveId, now, ct);
                progress?.Invoke(waveId, "exchanging tables");
                await ResponseSealing.ExchangeAsync(connection, waveId, ct);
                return true;
            },
            ct
        );

    /// <summary>Reads on its own connection while responses are rewritten: answers of a claimed wave do not change.</summary>
    private static Task<WaveResults> ComputeApartAsync(
        Database database,
        FigureKey key,
        ComputeResults compute,
        long waveId,
        Task<IReadOnlyList<AskedTogether>?> asking,
        CancellationToken ct
    ) =>
        database.InTransactionAsync(
            async connection =>
            {
                await ResponseSealing.PrepareAsync(connection, ct);
                return await compute(connection, key, waveId, asking, ct);
            },
            ct
        );

    /// <summary>Reading who was asked together comes first: until computing needs it, computing has other things to read.</summary>
    private static async Task RewriteAsync(NpgsqlConnection connection, long waveId, Task asking, CancellationToken ct)
    {
        await asking;
        await ResponseSealing.RewriteResponsesAsync(connection, waveId, ct);
    }

    private static Task<IReadOnlyList<DueWave>> DueAsync(
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
    private static async Task<bool> ClaimAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
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

    private static Task<int> MarkAsync(NpgsqlConnection connection, long waveId, DateTimeOffset now, CancellationToken ct) =>
        connection.RunAsync("update wave set state = 'sealed', sealed_at = @now where id = @waveId", new { waveId, now }, ct);
}
