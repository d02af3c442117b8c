using Npgsql;

namespace Survey.Db.Responses;

/// <summary>The tables of one wave: its responses, its comments and, until it is sealed, which invitations were answered or declined.</summary>
public static class ResponsePartitions
{
    public static string Responses(long waveId) => $"response_w{waveId}";

    public static string Comments(long waveId) => $"comment_w{waveId}";

    public static string Answered(long waveId) => $"answered_w{waveId}";

    public static string Declined(long waveId) => $"declined_w{waveId}";

    /// <summary>Makes the tables of a wave that opens.</summary>
    public static async Task CreateAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        await CreateSealedAsync(connection, waveId, ct);
        await AddAsync(connection, "answered", Answered(waveId), waveId, ct);
        await AddAsync(connection, "declined", Declined(waveId), waveId, ct);
    }

    /// <summary>Makes the tables of a wave that is sealed from the start: history, of which nobody is asked to answer.</summary>
    public static async Task CreateSealedAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        await AddAsync(connection, "response", Responses(waveId), waveId, ct);
        await AddAsync(connection, "comment", Comments(waveId), waveId, ct);
    }

    /// <summary>
    /// Makes a table like <paramref name="parent"/> and attaches it. Attaching, unlike "create table ... partition of",
    /// does not lock out those who are answering another wave at this moment.
    /// </summary>
    public static Task AddAsync(NpgsqlConnection connection, string parent, string name, long waveId, CancellationToken ct) =>
        connection.RunAsync($"""
            create table {name} (like {parent} including all);
            alter table {parent} attach partition {name} for values in ({waveId});
            """, null, ct);
}
