using Npgsql;

namespace Survey.Db.Invitations;

/// <summary>A relationship that an invitation asks about.</summary>
/// <param name="Position">On the page.</param>
internal readonly record struct InvitationRelationship(Guid InvitationId, long RelationshipId, long ReportingGroupId, int Position)
{
    /// <summary>What some invitations of one wave ask about.</summary>
    /// <returns>In no particular order.</returns>
    public static async Task<IReadOnlyList<InvitationRelationship>> ListAsync(
        NpgsqlConnection connection,
        long waveId,
        Guid[] invitationIds,
        CancellationToken ct
    )
    {
        // The wave's own table: a plan that is kept would open, and lock, those of all waves to find it.
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
