using Npgsql;

namespace Survey.Db.Messages;

/// <summary>One table per unsealed wave, which sealing drops, and one table for all other mails.</summary>
internal static class MessagePartitions
{
    /// <summary>Sign-ins, and the invitations of sealed waves.</summary>
    public const string Kept = "message_kept";

    public static string Name(long waveId) => $"message_w{waveId}";

    /// <summary>Creates the table without keys and not attached, because filling it is faster then.</summary>
    public static Task CreateAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync(
            $"""
            create table {Name(waveId)} (like message including defaults including constraints);
            {Partitions.SameStatistics(Name(waveId), "message")}
            """,
            null,
            ct
        );

    /// <summary>Unique until sealing only: nothing is added afterwards, and one more index would slow sealing down.</summary>
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
