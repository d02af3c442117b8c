using Npgsql;

namespace Survey.Db.Responses;

/// <summary>
/// Deletes the answers, comments and notes of waves that were sealed longer ago than the organisation keeps them. Published results and
/// the counts that the planner uses stay as they are (rule D8).
/// </summary>
public static class Retention
{
    /// <param name="months">Since sealing; null: they are kept.</param>
    /// <returns>Of how many waves they were deleted.</returns>
    public static async Task<int> DeleteDueAsync(Database database, int? months, DateTimeOffset now, CancellationToken ct)
    {
        var count = 0;
        while (months is { } limit && await database.InTransactionAsync(connection => DeleteNextAsync(connection, limit, now, ct), ct))
        {
            count++;
        }
        return count;
    }

    /// <summary>
    /// The tables stay, with new and empty files: dropping them would keep everybody out for a moment who is answering another wave.
    /// </summary>
    private static async Task<bool> DeleteNextAsync(NpgsqlConnection connection, int months, DateTimeOffset now, CancellationToken ct)
    {
        if (await connection.FindAsync<long?>("""
            select id from wave
            where state = 'sealed' and answers_deleted_at is null and sealed_at <= @now - make_interval(months => @months)
            order by id
            limit 1
            for update skip locked
            """, new { now, months }, ct) is not { } waveId)
        {
            return false;
        }
        await connection.RunAsync($"""
            truncate {ResponsePartitions.Responses(waveId)}, {ResponsePartitions.Comments(waveId)}, {ResponsePartitions.Notes(waveId)}
            """, null, ct);
        await connection.RunAsync("update wave set answers_deleted_at = @now where id = @waveId", new { waveId, now }, ct);
        return true;
    }
}
