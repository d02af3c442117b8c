using Npgsql;
using Survey.Db.Responses;

namespace Survey.Db.WaveLifecycle;

/// <summary>Deletes answers, comments and notes. Published results and the planner's counts stay (rule D8).</summary>
public static class Retention
{
    /// <summary>Months count from sealing; null: nothing is deleted. Returns the number of waves.</summary>
    /// <exception cref="PartlyFailedException">Some waves failed; the answers of the others were deleted.</exception>
    public static async Task<int> DeleteDueAsync(Database database, int? months, DateTimeOffset now, CancellationToken ct)
    {
        var each = new IsolatedRuns(ct);
        foreach (var wave in months is { } limit ? await DueAsync(database, limit, now, ct) : [])
        {
            await each.RunAsync(wave.Code, () => database.InTransactionAsync(connection => DeleteAsync(connection, wave.Id, now, ct), ct));
        }
        return each.Total();
    }

    /// <summary>How many waves lose their answers at once if they are kept for so many months.</summary>
    public static async Task<int> CountDueAsync(NpgsqlConnection connection, int months, DateTimeOffset now, CancellationToken ct) =>
        (await DueAsync(connection, months, now, ct)).Count;

    private static async Task<IReadOnlyList<DueWave>> DueAsync(Database database, int months, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await DueAsync(connection, months, now, ct);
    }

    private static Task<IReadOnlyList<DueWave>> DueAsync(
        NpgsqlConnection connection,
        int months,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.ListAsync<DueWave>(
            """
            select id, code from wave
            where state = 'sealed' and answers_deleted_at is null and sealed_at <= @now - make_interval(months => @months)
            order by id
            """,
            new { now, months },
            ct
        );

    /// <summary>Truncates the tables: dropping them would lock out people who are answering another wave.</summary>
    private static async Task<int> DeleteAsync(NpgsqlConnection connection, long waveId, DateTimeOffset now, CancellationToken ct)
    {
        if (
            await connection.FindAsync<long?>(
                "select id from wave where id = @waveId and answers_deleted_at is null for update skip locked",
                new { waveId },
                ct
            )
            is null
        )
        {
            return 0;
        }
        await connection.RunAsync(
            $"""
            truncate {ResponsePartitions.Responses(waveId)}, {ResponsePartitions.Comments(waveId)}, {ResponsePartitions.Notes(waveId)}
            """,
            null,
            ct
        );
        await connection.RunAsync("update wave set answers_deleted_at = @now where id = @waveId", new { waveId, now }, ct);
        return 1;
    }
}
