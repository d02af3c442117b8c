using System.Runtime.InteropServices;
using Npgsql;

namespace Survey.Db.Waves;

/// <summary>What a person was asked about a relationship before, by all pulses.</summary>
/// <param name="Last">When, in ticks of UTC.</param>
/// <param name="Times">How often; at least 1.</param>
public readonly record struct AskedBefore(long Last, int Times)
{
    /// <returns>By relationship and person.</returns>
    internal static async Task<IReadOnlyDictionary<long, IReadOnlyDictionary<long, AskedBefore>>> ReadAsync(
        NpgsqlConnection connection,
        long[] relationships,
        CancellationToken ct
    )
    {
        // Read row by row and put together here: over the years these are many, and the server would sort them all for it.
        await using var command = new NpgsqlCommand(
            """
            select invitation_relationship.relationship_id, invitation.person_id, invitation.invited_at
            from invitation
            join invitation_relationship on invitation_relationship.invitation_id = invitation.id
                and invitation_relationship.wave_id = invitation.wave_id
            where invitation_relationship.relationship_id = any(@relationships) and invitation.person_id is not null
            """,
            connection
        );
        command.Parameters.AddWithValue("relationships", relationships);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var asked = new Dictionary<long, Dictionary<long, AskedBefore>>();
        while (await reader.ReadAsync(ct))
        {
            var relationship = reader.GetInt64(0);
            if (!asked.TryGetValue(relationship, out var people))
            {
                asked.Add(relationship, people = []);
            }
            ref var before = ref CollectionsMarshal.GetValueRefOrAddDefault(people, reader.GetInt64(1), out _);
            before = new(Math.Max(before.Last, reader.GetDateTime(2).Ticks), before.Times + 1);
        }
        return asked.ToDictionary(row => row.Key, row => (IReadOnlyDictionary<long, AskedBefore>)row.Value);
    }
}
