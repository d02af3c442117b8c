using Npgsql;

namespace Survey.Db.Messages;

/// <summary>The table with the mails of one wave, which sealing drops, and the one with all others.</summary>
internal static class MessagePartitions
{
    /// <summary>Sign-ins, and the invitations of sealed waves.</summary>
    public const string Kept = "message_kept";

    public static string Name(long waveId) => $"message_w{waveId}";

    /// <summary>Makes the table on its own, without keys, for the mails of a wave that opens.</summary>
    public static Task CreateAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync(
            $"""
            create table {Name(waveId)} (like message including defaults including constraints);
            {Partitions.SameStatistics(Name(waveId), "message")}
            """,
            null,
            ct
        );

    /// <summary>
    /// Makes the full table a part of all mails and gives it its keys at once. That there is one mail of a kind for each person holds
    /// for a wave until it is sealed: afterwards nothing is added, and an index more is time that sealing takes.
    /// </summary>
    public static Task AttachAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync(
            $"""
            alter table {Name(waveId)} add primary key (id);
            create unique index {Name(waveId)}_once on {Name(waveId)} (person_id, kind);
            alter table message attach partition {Name(waveId)} for values in ({waveId});
            """,
            null,
            ct
        );
}
