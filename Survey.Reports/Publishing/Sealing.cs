using Npgsql;
using Survey.Db;
using Survey.Db.Invitations;
using Survey.Db.Results;
using Survey.Db.Settings;
using Survey.Db.WaveLifecycle;

namespace Survey.Reports.Publishing;

/// <summary>Anonymises and publishes a closed wave in one transaction (rule A4). A sealed wave does not change.</summary>
public static class Sealing
{
    /// <summary>Seals waves that have rested (<see cref="WaveSealing.DueAsync"/>). A wave that fails does not block the others.</summary>
    /// <param name="progress">Gets the wave's id and the next step: a large wave takes minutes.</param>
    /// <exception cref="PartlyFailedException">Some waves could not be sealed and stay closed; the others were sealed.</exception>
    public static async Task<int> SealDueAsync(
        Database database,
        FigureKey key,
        TimeSpan rest,
        DateTimeOffset now,
        CancellationToken ct,
        Action<long, string>? progress = null
    )
    {
        var each = new IsolatedRuns(ct);
        foreach (var wave in await database.InTransactionAsync(connection => WaveSealing.DueAsync(connection, rest, now, ct), ct))
        {
            await each.RunAsync(wave.Code, async () => await SealAsync(database, key, wave.Id, now, ct, progress) ? 1 : 0);
        }
        return each.Total();
    }

    /// <summary>False: the wave is not closed, or is being sealed elsewhere.</summary>
    public static Task<bool> SealAsync(
        Database database,
        FigureKey key,
        long waveId,
        DateTimeOffset now,
        CancellationToken ct,
        Action<long, string>? progress = null
    ) =>
        database.InTransactionAsync(
            async connection =>
            {
                if (!await WaveSealing.ClaimAsync(connection, waveId, ct))
                {
                    return false;
                }
                await FigureKeys.ClaimAsync(connection, key, ct);
                progress?.Invoke(waveId, "counting invitations, rewriting responses, computing figures");
                await ResponseSealing.PrepareAsync(connection, ct);
                var asking = AnsweredInvitations.ReadAsync(connection, waveId, ct);
                var computing = ComputeAsync(database, key, waveId, asking, ct);
                await Task.WhenAll(RewriteAsync(connection, waveId, asking, ct), computing);
                progress?.Invoke(waveId, "storing figures");
                await Publisher.StoreAsync(connection, waveId, await computing, ct);
                progress?.Invoke(waveId, "rewriting comments and notes");
                await ResponseSealing.RewriteCommentsAsync(connection, waveId, ct);
                await ResponseSealing.RewriteNotesAsync(connection, waveId, ct);
                await MessageSealing.KeepAsync(connection, waveId, ct);
                await RelationshipPauses.MarkDueAsync(connection, now, ct);
                await WaveSealing.MarkAsync(connection, waveId, now, ct);
                progress?.Invoke(waveId, "exchanging tables");
                await ResponseSealing.ExchangeAsync(connection, waveId, ct);
                return true;
            },
            ct
        );

    /// <summary>Reads on its own connection while responses are rewritten: answers of a claimed wave do not change.</summary>
    private static Task<WaveResults> ComputeAsync(
        Database database,
        FigureKey key,
        long waveId,
        Task<IReadOnlyList<AskedTogether>?> asking,
        CancellationToken ct
    ) =>
        database.InTransactionAsync(
            async connection =>
            {
                await ResponseSealing.PrepareAsync(connection, ct);
                return await Publisher.ComputeAsync(connection, key, waveId, asking, ct);
            },
            ct
        );

    /// <summary>Reading who was asked together comes first: until computing needs it, computing has other things to read.</summary>
    private static async Task RewriteAsync(NpgsqlConnection connection, long waveId, Task asking, CancellationToken ct)
    {
        await asking;
        await ResponseSealing.RewriteResponsesAsync(connection, waveId, ct);
    }
}
