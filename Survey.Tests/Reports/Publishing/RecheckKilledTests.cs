using Npgsql;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Publishing;

public sealed class RecheckKilledTests
{
    private const string At = "2026-03-09T09:15:00+02:00";

    [Test]
    public async Task A_scheduler_killed_while_it_stores_a_re_check_leaves_the_case_as_it_was()
    {
        await using var test = await TestDatabase.CreateAsync(StartingPoint.OpenWave);
        var organisation = new Organisation(test.Database);
        var wave = await OpenWave.LoadAsync(organisation);
        await organisation.RunAsync("update pulse set paused = true; update message set state = 'sent', sent_at = queued_at");
        var earlier = await PublishedWave.SealAsync(organisation, "EARLIER", new(2026, 2, 2));
        await organisation.RunAsync(
            """
            insert into service_case (id, relationship_id, wave_id, change, due_on, state, opened_at, done_at)
            select gen_random_uuid(), id, @earlier, 'Two people answer.', '2026-02-20', 'done', '2026-02-03', '2026-02-20'
            from relationship where code = 'IT-ALL'
            """,
            new { earlier }
        );
        await wave.RateAsync(organisation, "IT-ALL", 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5);
        await wave.CloseAsync(organisation);

        await using (var blocker = await test.Database.OpenAsync())
        {
            await using var transaction = await blocker.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand("lock table service_case in share mode", blocker, transaction))
            {
                await hold.ExecuteNonQueryAsync();
            }
            using var scheduler = SchedulerProcess.Start(test, ["once", "--at", At]);
            await organisation.UntilBlockedAsync();
            scheduler.Kill();
            await scheduler.EndAsync();
        }
        await organisation.UntilAsync(
            """
            select not exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                               and (state = 'active' or state like 'idle in transaction%'))
            """
        );
        Assert.That(await StateAsync(organisation), Is.EqualTo("closed done 0"));

        var (exit, _, error) = await SchedulerProcess.RunAsync(test, ["once", "--at", At]);
        Assert.That(exit, Is.Zero, error);
        Assert.That(await StateAsync(organisation), Is.EqualTo("sealed rechecked 1"));
    }

    private static Task<string> StateAsync(Organisation organisation) =>
        organisation.OneAsync<string>(
            """
            select wave.state || ' ' || service_case.state || ' ' || (select count(*) from service_case_event)
            from wave, service_case where wave.code <> 'EARLIER'
            """
        );
}
