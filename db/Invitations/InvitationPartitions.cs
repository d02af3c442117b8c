using Npgsql;

namespace Survey.Db.Invitations;

/// <summary>The table of one wave that says what its invitations ask about.</summary>
internal static class InvitationPartitions
{
    public static string Name(long waveId) => $"invitation_relationship_w{waveId}";

    /// <summary>Makes the table on its own, without keys, for the rows of a wave that opens.</summary>
    public static Task CreateAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync($"create table {Name(waveId)} (like invitation_relationship)", null, ct);

    /// <summary>
    /// Makes the full table a part of all invitations, which gives it its keys: one sort for each index and one join for each foreign key
    /// instead of a look-up for each row. Keys made before would be recognised, but then nobody could read an invitation until the
    /// transaction ends.
    /// </summary>
    public static Task AttachAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync($"alter table invitation_relationship attach partition {Name(waveId)} for values in ({waveId})", null, ct);
}
