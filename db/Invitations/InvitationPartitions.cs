using Npgsql;

namespace Survey.Db.Invitations;

internal static class InvitationPartitions
{
    public static string Name(long waveId) => $"invitation_relationship_w{waveId}";

    /// <summary>Creates the table without keys and not attached, because filling it is faster then.</summary>
    public static Task CreateAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync($"create table {Name(waveId)} (like invitation_relationship)", null, ct);

    /// <summary>
    /// Attaching the filled table creates its keys: one sort per index and one join per foreign key, not one look-up per row.
    /// Keys created before would be reused, but would lock readers of invitations out until the transaction ends.
    /// </summary>
    public static Task AttachAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync($"alter table invitation_relationship attach partition {Name(waveId)} for values in ({waveId})", null, ct);
}
