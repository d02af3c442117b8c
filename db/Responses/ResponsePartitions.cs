using Npgsql;

namespace Survey.Db.Responses;

public static class ResponsePartitions
{
    public static string Responses(long waveId) => $"response_w{waveId}";

    public static string Comments(long waveId) => $"comment_w{waveId}";

    public static string Notes(long waveId) => $"note_w{waveId}";

    public static string Answered(long waveId) => $"answered_w{waveId}";

    public static string Declined(long waveId) => $"declined_w{waveId}";

    public static async Task CreateAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        await CreateSealedAsync(connection, waveId, ct);
        await Partitions.AddAsync(connection, "answered", Answered(waveId), waveId, ct);
        await Partitions.AddAsync(connection, "declined", Declined(waveId), waveId, ct);
    }

    /// <summary>For imported waves, which nobody is asked to answer.</summary>
    public static async Task CreateSealedAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        await Partitions.AddAsync(connection, "response", Responses(waveId), waveId, ct);
        await Partitions.AddAsync(connection, "comment", Comments(waveId), waveId, ct);
        await Partitions.AddAsync(connection, "note", Notes(waveId), waveId, ct);
    }
}
