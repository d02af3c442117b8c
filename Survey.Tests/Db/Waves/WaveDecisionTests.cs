using System.Globalization;
using Survey.Db.WaveLifecycle;
using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

public sealed class WaveDecisionTests : InSmallOrganisation
{
    private const string Wave = "P-2026-03-02";

    private static readonly DateTimeOffset March = OpenWave.FirstMonday;
    private static readonly DateOnly TwoDaysLater = new(2026, 3, 4);

    [SetUp]
    public async Task CreateAsync()
    {
        await Organisation.RunAsync("delete from pulse");
        await Organisation.PulseAsync("P", firstDate: "2026-03-01", approval: "required");
    }

    [Test]
    public async Task A_wave_that_is_approved_before_it_is_planned_opens_at_its_time_and_not_before()
    {
        await ApproveAsync(March.AddDays(-20));

        var early = await RunAsync(March.AddSeconds(-1));
        var atItsTime = await RunAsync(March);
        var again = await RunAsync(March.AddHours(1));

        Assert.That((early, atItsTime, again), Is.EqualTo((0, 1, 0)));
        Assert.That(await StateAsync(), Is.EqualTo("open"));
    }

    [Test]
    public async Task A_wave_that_is_approved_after_its_time_opens_at_once_and_closes_when_it_would_have()
    {
        await RunAsync(March);
        await ApproveAsync(March.AddDays(2));

        Assert.That(await RunAsync(March.AddDays(2)), Is.EqualTo(1));
        Assert.That(await Organisation.OneAsync<DateTimeOffset>("select closes_at from wave"), Is.EqualTo(March.AddDays(7)));
    }

    [Test]
    public async Task An_approval_that_is_withdrawn_counts_no_more([Values] bool isPlanned)
    {
        if (isPlanned)
        {
            await RunAsync(March);
        }
        var now = isPlanned ? March : March.AddDays(-1);
        await ApproveAsync(now);

        await WaveDecisions.WithdrawAsync(Test.Database, Wave, "hr1@example.org", now, default);

        Assert.That(await RunAsync(March.AddDays(1)), Is.Zero);
        await RunAsync(March.AddDays(7));
        Assert.That(await StateAsync(), Is.EqualTo("skipped"));
    }

    [Test]
    public async Task A_postponed_wave_opens_at_the_same_hour_of_its_new_day_once_and_for_as_long([Values] bool isPlanned)
    {
        if (isPlanned)
        {
            await RunAsync(March);
        }
        var decided = await PostponeAsync(TwoDaysLater, March);
        await Organisation.RunAsync("update pulse set approval = 'automatic'");
        var atFirst = await RunAsync(March.AddDays(2).AddSeconds(-1));
        var moved = await RunAsync(March.AddDays(2));
        await RunAsync(March.AddDays(9).AddSeconds(-1));
        var before = await StateAsync();
        await RunAsync(March.AddDays(9));

        Assert.Multiple(async () =>
        {
            Assert.That((decided, atFirst, moved), Is.EqualTo((Decided.Done, 0, 1)));
            Assert.That((before, await StateAsync()), Is.EqualTo(("open", "closed")));
            Assert.That(await Organisation.OneAsync<int>("select count(*)::int from wave"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Postponing_keeps_an_approval_and_gives_none()
    {
        await PostponeAsync(TwoDaysLater, March.AddDays(-1));
        Assert.That(await RunAsync(March.AddDays(2)), Is.Zero, "nobody approved it");

        await ApproveAsync(March.AddDays(2));
        await PostponeAsync(TwoDaysLater.AddDays(1), March.AddDays(2));

        Assert.That(await RunAsync(March.AddDays(3).AddSeconds(-1)), Is.Zero);
        Assert.That(await RunAsync(March.AddDays(3)), Is.EqualTo(1));
    }

    [TestCase("2026-03-01", Decided.DayTooEarly, TestName = "A_wave_is_not_brought_forward")]
    [TestCase("2026-03-03", Decided.DayTooEarly, TestName = "A_wave_is_not_postponed_to_an_hour_that_is_over")]
    [TestCase("2026-03-30", Decided.Done, TestName = "A_wave_is_postponed_so_that_it_is_over_when_the_next_one_opens")]
    [TestCase("2026-03-31", Decided.DayTooLate, TestName = "A_wave_is_not_postponed_over_the_next_one")]
    public async Task A_wave_is_postponed_only_within_bounds(string day, Decided expected)
    {
        await RunAsync(March);

        Assert.That(
            await PostponeAsync(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), March.AddDays(1)),
            Is.EqualTo(expected)
        );
    }

    [Test]
    public async Task A_wave_can_be_postponed_over_a_cancelled_one_and_the_last_one_of_a_pulse_not_for_ever()
    {
        await WaveDecisions.CancelAsync(Test.Database, "P-2026-04-06", "hr1@example.org", March, default);
        Assert.That(await PostponeAsync(new(2026, 4, 6), March), Is.EqualTo(Decided.Done));

        await Organisation.RunAsync("delete from wave_decision; update pulse set end_date = '2026-03-31'");
        Assert.That(await PostponeAsync(new(2026, 3, 31), March), Is.EqualTo(Decided.DayTooLate));
        Assert.That(await PostponeAsync(new(2026, 3, 30), March), Is.EqualTo(Decided.Done));
    }

    [Test]
    public async Task A_cancelled_wave_never_opens_and_is_not_planned_again([Values] bool isPlanned)
    {
        await ApproveAsync(March.AddDays(-1));
        if (isPlanned)
        {
            await WavePlanning.PlanDueAsync(Test.Database, March, default);
        }

        var cancelled = await CancelAsync(March);
        await RunAsync(March);
        await RunAsync(March.AddDays(1));

        Assert.Multiple(async () =>
        {
            Assert.That(cancelled, Is.EqualTo(Decided.Done));
            Assert.That(await StateAsync(), Is.EqualTo("cancelled"));
            Assert.That(await ApproveAsync(March), Is.EqualTo(Decided.TooLate), "it is for good");
            Assert.That(
                await RunAsync(new DateTimeOffset(2026, 4, 6, 9, 0, 0, TimeSpan.FromHours(3))),
                Is.Zero,
                "the next one needs an approval of its own"
            );
            Assert.That(
                await Organisation.ListAsync<string>("select code || ' ' || state from wave order by code"),
                Is.EqualTo(new[] { "P-2026-03-02 cancelled", "P-2026-04-06 planned" })
            );
        });
    }

    [Test]
    public async Task Nothing_is_decided_about_a_wave_that_is_open_or_over_or_does_not_exist()
    {
        await ApproveAsync(March);
        await RunAsync(March);

        Assert.Multiple(async () =>
        {
            Assert.That(await ApproveAsync(March), Is.EqualTo(Decided.TooLate));
            Assert.That(await PostponeAsync(TwoDaysLater, March), Is.EqualTo(Decided.TooLate));
            Assert.That(await CancelAsync(March), Is.EqualTo(Decided.TooLate));
            Assert.That(
                await WaveDecisions.CancelAsync(Test.Database, "P-2026-03-03", "hr1@example.org", March, default),
                Is.EqualTo(Decided.TooLate)
            );
            Assert.That(await StateAsync(), Is.EqualTo("open"));
        });
    }

    [Test]
    public async Task A_wave_of_a_pulse_that_opens_by_itself_needs_no_approval()
    {
        await Organisation.RunAsync("update pulse set approval = 'automatic'");

        Assert.That(await ApproveAsync(March.AddDays(-1)), Is.EqualTo(Decided.TooLate));
    }

    [Test]
    public async Task Who_decided_what_is_kept()
    {
        await ApproveAsync(March.AddDays(-1));
        await PostponeAsync(TwoDaysLater, March.AddDays(-1));

        Assert.That(
            await Organisation.ListAsync<string>("select actor || ': ' || action || ': ' || subject from audit_log order by id"),
            Is.EqualTo(
                new[] { "hr1@example.org: wave approved: P-2026-03-02", "hr1@example.org: wave postponed to 2026-03-04: P-2026-03-02" }
            )
        );
    }

    /// <summary>The first decision wins: a cancelled wave has no invitations, and an open wave cannot be cancelled.</summary>
    [Test]
    public async Task Cancelling_and_two_schedulers_at_the_same_moment_agree([Range(1, 8)] int round)
    {
        await ApproveAsync(March.AddDays(-1));
        var cancelling = Task.Run(async () =>
        {
            await Task.Delay(round % 4 * 5);
            return await CancelAsync(March);
        });

        var opened = await Task.WhenAll(RunAsync(March), RunAsync(March));
        var cancelled = await cancelling;
        await RunAsync(March.AddMinutes(1));

        var (state, invited) = (await StateAsync(), await Organisation.OneAsync<int>("select count(*)::int from invitation"));
        Assert.That(
            (cancelled, opened.Sum(), state, invited),
            Is.AnyOf((Decided.Done, 0, "cancelled", 0), (Decided.TooLate, 1, "open", 26))
        );
    }

    private Task<Decided> ApproveAsync(DateTimeOffset now) =>
        WaveDecisions.ApproveAsync(Test.Database, Wave, "hr1@example.org", now, default);

    private Task<Decided> CancelAsync(DateTimeOffset now) =>
        WaveDecisions.CancelAsync(Test.Database, Wave, "hr1@example.org", now, default);

    private Task<Decided> PostponeAsync(DateOnly day, DateTimeOffset now) =>
        WaveDecisions.PostponeAsync(Test.Database, Wave, day, "hr1@example.org", now, default);

    /// <returns>How many waves opened.</returns>
    private async Task<int> RunAsync(DateTimeOffset now)
    {
        await WavePlanning.PlanDueAsync(Test.Database, now, default);
        var opened = await DueWaves.OpenAsync(Test.Database, now, default);
        await DueWaves.CloseAsync(Test.Database, now, default);
        return opened;
    }

    private Task<string> StateAsync() => Organisation.OneAsync<string>("select state from wave where code = 'P-2026-03-02'");
}
