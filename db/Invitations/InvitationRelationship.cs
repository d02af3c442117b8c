using Npgsql;

namespace Survey.Db.Invitations;

internal readonly record struct InvitationRelationship(Guid InvitationId, long RelationshipId, long ReportingGroupId, int Position)
{
    public static async Task<IReadOnlyList<InvitationRelationship>> ListAsync(
        NpgsqlConnection connection,
        long waveId,
        Guid[] invitationIds,
        CancellationToken ct
    )
    {
        // Reads the wave's own table: a cached plan on the parent would open and lock the tables of all waves.
        await using var command = new NpgsqlCommand(
            $"""
            select invitation_id, relationship_id, reporting_group_id, position
            from {InvitationPartitions.Name(waveId)}
            where wave_id = {waveId} and invitation_id = any($1)
            """,
            connection
        )
        {
            Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = invitationIds } },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        var all = new List<InvitationRelationship>(invitationIds.Length * 3);
        while (await row.ReadAsync(ct))
        {
            all.Add(new(row.GetGuid(0), row.GetInt64(1), row.GetInt64(2), row.GetInt32(3)));
        }
        return all;
    }
}
