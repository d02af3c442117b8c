using Npgsql;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

/// <summary>The built scheduler is killed in the middle of sealing.</summary>
public sealed class SealingKilledTests
{
    private const string At = "2026-03-09T09:15:00+02:00";

    /// <param name="held">What somebody else holds, so that sealing stands still there: early, halfway and at the very end.</param>
    [TestCase("lock table published_figure in share mode", TestName = "Killed before the first figure is stored")]
    [TestCase("lock table message_count in share mode", TestName = "Killed after the responses were rewritten")]
    [TestCase("select count(*) from response", TestName = "Killed before the tables are exchanged")]
    public async Task A_scheduler_killed_in_the_middle_of_sealing_leaves_a_whole_wave(string held)
    {
        await using var test = await TestDatabase.CreateAsync(StartingPoint.OpenWave);
        var organisation = new Organisation(test.Database);
        var wave = await OpenWave.LoadAsync(organisation);
        await organisation.RunAsync("update pulse set paused = true; update message set state = 'sent', sent_at = queued_at");
        await wave.RateAsync(organisation, "IT-ALL", 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5);
        await wave.CloseAsync(organisation);
        var before = await ContentAsync(organisation);

        await using (var blocker = await test.Database.OpenAsync())
        {
            await using var transaction = await blocker.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand(held, blocker, transaction))
            {
                await hold.ExecuteNonQueryAsync();
            }
            using var scheduler = SchedulerProcess.Start(test, ["once", "--at", At]);
            await organisation.UntilBlockedAsync();
            scheduler.Kill();
            await scheduler.EndAsync();
        }
        await UntilGoneAsync(organisation);

        Assert.That(await organisation.OneAsync<string>("select state from wave"), Is.EqualTo("closed"));
        Assert.That(await ContentAsync(organisation), Is.EqualTo(before));
        Assert.That(await organisation.OneAsync<int>("select count(*)::int from published_figure"), Is.Zero);
        var (exit, output, error) = await SchedulerProcess.RunAsync(test, ["once", "--at", At]);
        Assert.That(exit, Is.Zero, error);
        Assert.That(output, Does.Contain("\"sealed\":1"));
        Assert.That(await ContentAsync(organisation), Is.EqualTo(before));
        Assert.That(
            await organisation.OneAsync<int>(
                """
                select n from published_figure join publication_cell cell on cell.id = cell_id
                where cell.kind = 'relationship' and item = 'overall' and relationship_id = (select id from relationship
                    where code = 'IT-ALL')
                """
            ),
            Is.EqualTo(10).Or.EqualTo(15),
            "12, moved and rounded"
        );
    }

    private static Task<IReadOnlyList<string>> ContentAsync(Organisation organisation) =>
        organisation.ListAsync<string>(
            """
            select concat_ws('|', relationship_id, reporting_group_id, contact, answers::text, time_lost) from response order by 1
            """
        );

    /// <summary>The server notices a killed client when it next talks to it, and the transaction is rolled back then.</summary>
    private static Task UntilGoneAsync(Organisation organisation) =>
        organisation.UntilAsync(
            """
            select not exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                               and (state = 'active' or state like 'idle in transaction%'))
            """
        );
}
