using Npgsql;
using Survey.Db.Waves;

namespace Survey.Db.Cases;

/// <summary>When an early re-check will be. <see cref="CaseActions.AskEarlierAsync"/> asks for one.</summary>
public static class EarlyRecheck
{
    // What the next waves do not ask, because too few people can be asked, is not worth a promise.
    private const int MostWaves = 3;

    /// <summary>The next wave of any pulse, for the question whether to ask. It asks if enough people can be asked.</summary>
    /// <returns>Null: no wave is coming.</returns>
    public static async Task<NextMeasurement?> NextWaveAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        (await ComingAsync(connection, now, ct)) is [var next, ..] ? NextMeasurement.Of(next) : null;

    /// <summary>The wave that will ask about the service, as the planner foresees it.</summary>
    /// <param name="relationship">Its code.</param>
    /// <param name="preview">Of a coming wave; pages have kept ones.</param>
    /// <returns>Null: none of the next waves can.</returns>
    public static async Task<NextMeasurement?> FindAsync(
        Database database,
        string relationship,
        Func<ComingWave, Task<WavePreview>> preview,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        foreach (var wave in (await ComingAsync(database, now, ct)).Take(MostWaves))
        {
            if (
                (await preview(wave)).Relationships.Any(row =>
                    row.Asked && row.Code.Equals(relationship, StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                return NextMeasurement.Of(wave);
            }
        }
        return null;
    }

    private static async Task<IReadOnlyList<ComingWave>> ComingAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await ComingAsync(connection, now, ct);
    }

    private static async Task<IReadOnlyList<ComingWave>> ComingAsync(
        NpgsqlConnection connection,
        DateTimeOffset now,
        CancellationToken ct
    ) => [.. (await ComingWaves.ListAsync(connection, MostWaves, now, ct)).Where(wave => !wave.IsCancelled && !wave.Pulse.Paused)];
}
