using Npgsql;

namespace Survey.Db.Waves;

/// <summary>Opens and closes the waves whose time has come.</summary>
public static class DueWaves
{
    /// <summary>
    /// Opens each due wave in a transaction of its own; of those due at the same instant the one whose pulse has waited longest to ask
    /// anybody comes first, so that two pulses which want the same people take turns. A wave in another program's hands is left to it, and one that fails does not
    /// keep the others waiting.
    /// </summary>
    /// <returns>How many were opened.</returns>
    /// <exception cref="AggregateException">Some could not be opened; they stay planned.</exception>
    public static async Task<int> OpenAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        var opened = 0;
        var problems = new Dictionary<long, Exception>();
        long? wave = 0;
        while (wave is not null)
        {
            wave = null;
            try
            {
                opened += await database.InTransactionAsync(async connection =>
                {
                    wave = await NextAsync(connection, [.. problems.Keys], now, ct);
                    return wave is { } id && await WaveOpening.OpenAsync(connection, id, now, ct) is not null ? 1 : 0;
                }, ct);
            }
            catch (Exception problem) when (wave is not null && problem is not OperationCanceledException)
            {
                problems.Add(wave.Value, new InvalidOperationException($"Wave {wave} could not be opened.", problem));
            }
        }
        return problems.Count == 0 ? opened : throw new AggregateException(problems.Values);
    }

    /// <returns>How many were closed: from then on nobody can answer.</returns>
    public static async Task<int> CloseAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.RunAsync(
            "update wave set state = 'closed', closed_at = @now, mails_held_since = null where state = 'open' and closes_at <= @now", new { now }, ct);
    }

    private static Task<long?> NextAsync(NpgsqlConnection connection, long[] failed, DateTimeOffset now, CancellationToken ct) =>
        connection.FindAsync<long?>("""
            select wave.id
            from wave
            join pulse on pulse.id = wave.pulse_id
            where wave.state = 'planned' and wave.opens_at <= @now and wave.closes_at > @now
              and (pulse.approval = 'automatic' or wave.approved_at is not null) and not pulse.paused and wave.id <> all(@failed)
            order by wave.opens_at, (
                select max(before.opened_at) from wave as before
                where before.pulse_id = wave.pulse_id and exists (select from invitation where wave_id = before.id)) nulls first, lower(wave.code)
            limit 1
            for update of wave skip locked
            """, new { now, failed }, ct);
}
