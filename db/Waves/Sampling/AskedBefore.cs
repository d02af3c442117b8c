using System.Runtime.InteropServices;
using Npgsql;

namespace Survey.Db.Waves.Sampling;

/// <summary>How often a person was asked about a relationship, over all pulses, at least once; Last is in UTC ticks.</summary>
public readonly record struct AskedBefore(long Last, int Times)
{
    internal static async Task<IReadOnlyDictionary<long, IReadOnlyDictionary<long, AskedBefore>>> ReadAsync(
        NpgsqlConnection connection,
        long[] relationships,
        CancellationToken ct
    )
    {
        // Grouped here, not in SQL: over the years there are many rows, and the server would sort all of them.
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
