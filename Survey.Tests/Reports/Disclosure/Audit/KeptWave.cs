using Npgsql;
using Survey.Db;
using Survey.Db.Responses;
using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Reads what a wave was sealed from, where somebody kept what sealing drops.</summary>
internal static class KeptWave
{
    /// <summary>From now on a copy stays of which invitations were answered.</summary>
    public static Task KeepAnsweredAsync(NpgsqlConnection connection) => connection.RunAsync("""
        create table kept_answered (wave_id bigint, invitation_id uuid);
        create function keep_answered() returns trigger language plpgsql as
        'begin insert into kept_answered values (new.wave_id, new.invitation_id); return new; end';
        create trigger keep_answered after insert on answered for each row execute function keep_answered()
        """, null, default);

    public static async Task<MadeWave> ReadAsync(NpgsqlConnection connection, long waveId)
    {
        var asked = await connection.ListAsync<(long[] Groups, int People)>("""
            select groups, count(*)::int
            from (
                select array_agg(ir.reporting_group_id) as groups
                from kept_answered join invitation_relationship ir using (wave_id, invitation_id)
                where wave_id = @waveId
                group by invitation_id
            ) asked
            group by groups
            """, new { waveId }, default);
        var frame = await PublicationFrame.ReadAsync(connection, waveId, default);
        return MadeWave.Of(frame, await ResponsesAsync(connection, waveId), [.. asked.Select(set => new AskedTogether(set.Groups, set.People))]);
    }

    private static async Task<IReadOnlyList<MadeResponse>> ResponsesAsync(NpgsqlConnection connection, long waveId)
    {
        // Dapper does not read arrays with gaps.
        await using var command = new NpgsqlCommand($"select reporting_group_id, answers, contact, time_lost::int from {ResponsePartitions.Responses(waveId)}", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var responses = new List<MadeResponse>();
        while (await reader.ReadAsync())
        {
            var contact = reader.GetBoolean(2);
            responses.Add(new(reader.GetInt64(0), contact ? reader.GetFieldValue<int?[]>(1) : [], contact, reader.IsDBNull(3) ? null : reader.GetInt32(3)));
        }
        return responses;
    }
}
