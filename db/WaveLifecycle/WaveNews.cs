using Npgsql;
using Survey.Db.Results;
using Survey.Db.Settings;

namespace Survey.Db.WaveLifecycle;

/// <summary>What the invitations of a wave tell beside what they ask. It is fixed at opening (rule G3).</summary>
internal static class WaveNews
{
    public static async Task FreezeAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        await connection.RunAsync(
            """
            update announcement set wave_id = @waveId
            from wave_relationship as asked
            where asked.wave_id = @waveId and asked.relationship_id = announcement.relationship_id and asked.invited > 0
              and announcement.state = 'released' and announcement.wave_id is null
            """,
            new { waveId },
            ct
        );
        if ((await StoredOrganisation.ReadAsync(connection, ct)).TellsImprovements)
        {
            await KeepImprovementsAsync(connection, waveId, ct);
        }
    }

    private static async Task KeepImprovementsAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        var asked = await connection.ListAsync<long>(
            "select relationship_id from wave_relationship where wave_id = @waveId and invited > 0",
            new { waveId },
            ct
        );
        var better = await Improvements.ListAsync(connection, [.. asked], ct);
        await connection.RunAsync(
            """
            insert into wave_improvement (wave_id, relationship_id, item)
            select @waveId, relationship_id, item from unnest(@relationships, @items) as better (relationship_id, item)
            """,
            new
            {
                waveId,
                relationships = better.Select(one => one.RelationshipId).ToArray(),
                items = better.Select(one => one.Item).ToArray(),
            },
            ct
        );
    }
}
