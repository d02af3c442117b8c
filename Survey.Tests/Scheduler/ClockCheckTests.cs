using Microsoft.Extensions.Logging.Abstractions;
using Survey.Db.Settings;
using Survey.Scheduler;
using Survey.Scheduler.Clocks;
using Survey.Scheduler.Waves;
using Survey.Tests.Scheduler.Bounces;
using Survey.Tests.Scheduler.Messages;
using Survey.Tests.Support;

namespace Survey.Tests.Scheduler;

public sealed class ClockCheckTests
{
    [TestCase(0, null)]
    [TestCase(25, null)]
    [TestCase(-25, null)]
    [TestCase(8 * 24 * 3600, "691200 s ahead of")]
    [TestCase(-60, "60 s behind")]
    public async Task A_host_whose_clock_is_more_than_half_a_minute_off_says_so(int seconds, string? problem)
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var check = Check(sending, seconds);

        Assert.That(await check.AgreesAsync(default), Is.EqualTo(problem is null));
        Assert.That(check.Problem, problem is null ? Is.Null : Does.Contain(problem).And.Contain("nothing is done"));
        Assert.That(check.Ahead.TotalSeconds, problem is null ? Is.InRange(-30, 30) : Is.EqualTo(seconds).Within(2));
    }

    [TestCase(0, "sealed")]
    [TestCase(8 * 24 * 3600, "open")]
    public async Task A_scheduler_whose_clock_is_days_ahead_closes_and_seals_nothing(int seconds, string state)
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        var clock = new ShiftedClock(TimeSpan.FromSeconds(seconds));
        var work = sending.Work(new RecordingTransport());

        // The wave's week is over by every clock but for the wrong one: only that must not act.
        await new DueWorkJob(work, Check(sending, seconds), clock).Execute(null!, default);

        Assert.That(await sending.Organisation.OneAsync<string>("select state from wave order by id limit 1"), Is.EqualTo(state));
    }

    [Test]
    public async Task A_lease_is_taken_by_the_clock_of_the_database()
    {
        await using var sending = await Sending.WithOpenWaveAsync();
        await using var connection = await sending.Test.Database.OpenAsync();
        var worker = await Survey.Db.Messages.MessageClaims.StartAsync(connection, default);

        await Survey.Db.Messages.MessageClaims.ClaimAsync(connection, worker, 5, Sending.Monday, default);

        Assert.That(
            await sending.Organisation.OneAsync<bool>(
                """
                select bool_and(lease_until between clock_timestamp() + interval '9 minutes' and clock_timestamp() + interval '10 minutes')
                from message where state = 'sending'
                """
            ),
            Is.True
        );
    }

    private static ClockCheck Check(Sending sending, int seconds) =>
        new(sending.Test.Database, new ShiftedClock(TimeSpan.FromSeconds(seconds)), NullLogger<ClockCheck>.Instance);
}
