using Npgsql;
using Survey.Db.Waves;

namespace Survey.Db.Responses;

/// <summary>
/// Deletes the answers, comments and notes of waves that were sealed longer ago than the organisation keeps them. Published results and
/// the counts that the planner uses stay as they are (rule D8).
/// </summary>
public static class Retention
{
    /// <param name="months">Since sealing; null: they are kept.</param>
    /// <returns>Of how many waves they were deleted.</returns>
    /// <exception cref="PartlyFailedException">Of some waves they could not be deleted; of the others they were.</exception>
    public static async Task<int> DeleteDueAsync(Database database, int? months, DateTimeOffset now, CancellationToken ct)
    {
        var each = new OneByOne(ct);
        foreach (var wave in months is { } limit ? await DueAsync(database, limit, now, ct) : [])
        {
            await each.DoAsync(wave.Code, () => database.InTransactionAsync(connection => DeleteAsync(connection, wave.Id, now, ct), ct));
        }
        return each.Total();
    }

    private static async Task<IReadOnlyList<DueWave>> DueAsync(Database database, int months, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ListAsync<DueWave>(
            """
            select id, code from wave
            where state = 'sealed' and answers_deleted_at is null and sealed_at <= @now - make_interval(months => @months)
            order by id
            """,
            new { now, months },
            ct
        );
    }

    /// <summary>
    /// The tables stay, with new and empty files: dropping them would keep everybody out for a moment who is answering another wave.
    /// </summary>
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
