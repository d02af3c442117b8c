using Npgsql;
using Survey.Db.Responses;

namespace Survey.Db.Results;

/// <summary>How many people answered an invitation about exactly these reporting groups, one per relationship, in any order.</summary>
public readonly record struct AskedTogether(long[] ReportingGroups, int People);

/// <summary>Counts about answered invitations, taken before sealing drops who answered.</summary>
public static class AnsweredInvitations
{
    /// <returns>False for imported history and for sealed waves.</returns>
    public static Task<bool> AreKnownAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.OneAsync<bool>("select to_regclass(@name) is not null", new { name = ResponsePartitions.Answered(waveId) }, ct);

    /// <returns>Null: not known.</returns>
    public static async Task<IReadOnlyList<AskedTogether>?> ReadAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        if (!await AreKnownAsync(connection, waveId, ct))
        {
            return null;
        }
        await using var command = new NpgsqlCommand(
            $"""
            select groups, count(*)::int
            from (
                select array_agg(ir.reporting_group_id) as groups
                from {ResponsePartitions.Answered(waveId)} answered
                join invitation_relationship ir on ir.wave_id = {waveId} and ir.invitation_id = answered.invitation_id
                group by answered.invitation_id
            ) asked
            group by groups
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        var sets = new List<AskedTogether>();
        while (await reader.ReadAsync(ct))
        {
            sets.Add(new(reader.GetFieldValue<long[]>(0), reader.GetInt32(1)));
        }
        return sets;
    }

    /// <summary>People planned to be asked (rule A2), less those whose invitation failed or bounced and who did not answer.</summary>
    public static Task<int> ReachedAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.OneAsync<int>(
            $"""
            select (coalesce(wave.planned, (select count(*) from invitation where wave_id = @waveId)) - (
                select count(*) from message m
                join invitation i on i.wave_id = m.wave_id and i.person_id = m.person_id
                where m.wave_id = @waveId and m.kind = 'invitation' and m.state in ('failed', 'bounced')
                  and not exists (select from {ResponsePartitions.Answered(waveId)} a where a.invitation_id = i.id)))::int
            from wave where id = @waveId
            """,
            new { waveId },
            ct
        );

    /// <summary>Stores how many of each reporting group answered. Only this number survives sealing.</summary>
    public static Task KeepCountsAsync(NpgsqlConnection connection, long waveId, IEnumerable<AskedTogether> sets, CancellationToken ct)
    {
        var counts = sets.SelectMany(set => set.ReportingGroups, (set, group) => KeyValuePair.Create(group, set.People))
            .AggregateBy(pair => pair.Key, 0, (people, pair) => people + pair.Value)
            .ToList();
        return connection.RunAsync(
            """
            update reporting_group
            set answered = coalesce(people, 0)
            from reporting_group same left join unnest(@groups, @people) as counted (id, people) on counted.id = same.id
            where same.wave_id = @waveId and reporting_group.id = same.id
            """,
            new
            {
                waveId,
                groups = counts.Select(count => count.Key).ToArray(),
                people = counts.Select(count => count.Value).ToArray(),
            },
            ct
        );
    }
}
