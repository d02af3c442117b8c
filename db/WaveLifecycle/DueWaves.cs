using Npgsql;

namespace Survey.Db.WaveLifecycle;

public static class DueWaves
{
    /// <summary>Opens each due wave in its own transaction. At equal times the pulse that asked least recently comes first.</summary>
    /// <remarks>So pulses that want the same people alternate. A wave that another process has locked is skipped.</remarks>
    /// <exception cref="PartlyFailedException">Some could not be opened and stay planned; the others were opened.</exception>
    public static async Task<int> OpenAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        var each = new IsolatedRuns(ct);
        var failed = new List<long>();
        DueWave? wave;
        do
        {
            wave = null;
            try
            {
                each.Add(
                    await database.InTransactionAsync(
                        async connection =>
                        {
                            wave = await NextAsync(connection, [.. failed], now, ct);
                            return wave is not null && await WaveOpening.OpenAsync(connection, wave.Id, now, ct) is not null ? 1 : 0;
                        },
                        ct
                    )
                );
            }
            catch (Exception problem) when (wave is not null && each.ConcernsOnlyOne(problem))
            {
                failed.Add(wave.Id);
                each.Fail(wave.Code, problem);
            }
        } while (wave is not null);
        return each.Total();
    }

    /// <exception cref="PartlyFailedException">Some could not be closed; the others were.</exception>
    public static async Task<int> CloseAsync(Database database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var each = new IsolatedRuns(ct);
        foreach (
            var wave in await connection.ListAsync<DueWave>(
                "select id, code from wave where state = 'open' and closes_at <= @now order by closes_at, id",
                new { now },
                ct
            )
        )
        {
            await each.RunAsync(wave.Code, () => connection.RunAsync(
                    """
                    update wave set state = 'closed', closed_at = @now, mails_held_since = null where id = @Id and state = 'open'
                    """,
                    new { wave.Id, now },
                    ct
                ));
        }
        return each.Total();
    }

    private static Task<DueWave?> NextAsync(NpgsqlConnection connection, long[] failed, DateTimeOffset now, CancellationToken ct) =>
        connection.FindAsync<DueWave>(
            """
            select wave.id, wave.code
            from wave
            join pulse on pulse.id = wave.pulse_id
            where wave.state = 'planned' and wave.opens_at <= @now and wave.closes_at > @now
              and (pulse.approval = 'automatic' or wave.approved_at is not null) and not pulse.paused and wave.id <> all(@failed)
            order by wave.opens_at, (
                select max(before.opened_at) from wave as before
                where before.pulse_id = wave.pulse_id and exists (select from invitation where wave_id = before.id)) nulls first,
                lower(wave.code)
            limit 1
            for update of wave skip locked
            """,
            new { now, failed },
            ct
        );
}

public sealed record DueWave(long Id, string Code);
