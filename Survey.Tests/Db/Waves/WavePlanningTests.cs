using Survey.Db;
using Survey.Db.WaveLifecycle;
using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Waves;

public sealed class WavePlanningTests
{
    private static readonly DateTimeOffset March = OpenWave.FirstMonday;

    private TestDatabase _test = null!;
    private Organisation _organisation = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        _test = await TestDatabase.CreateAsync();
        _organisation = new Organisation(_test.Database);
    }

    [TearDown]
    public async Task DropAsync() => await _test.DisposeAsync();

    [Test]
    public async Task A_period_is_planned_at_its_instant_and_not_before()
    {
        await _organisation.PulseAsync("P", firstDate: "2026-03-01");

        var before = await PlanAsync(March.AddSeconds(-1));
        var at = await PlanAsync(March);
        var again = await PlanAsync(March.AddHours(1));

        Assert.That((before, at, again), Is.EqualTo((0, 1, 0)));
        Assert.That(await WavesAsync(), Is.EqualTo(new[] { ("P-2026-03-02", "planned") }));
    }

    [Test]
    public async Task A_period_that_is_over_when_it_is_first_seen_is_skipped_and_a_late_one_keeps_its_end()
    {
        await _organisation.PulseAsync("P", firstDate: "2026-01-01");

        await PlanAsync(March.AddDays(6));

        Assert.That(
            await WavesAsync(),
            Is.EqualTo(new[] { ("P-2026-01-05", "skipped"), ("P-2026-02-02", "skipped"), ("P-2026-03-02", "planned") })
        );
        Assert.That(
            await _organisation.OneAsync<DateTimeOffset>("select closes_at from wave where state = 'planned'"),
            Is.EqualTo(March.AddDays(7))
        );
    }

    [Test]
    public async Task Later_periods_follow_from_the_last_recorded_one_whatever_changed_in_between()
    {
        await _organisation.PulseAsync("P", firstDate: "2026-03-01");
        await PlanAsync(March);
        await _organisation.RunAsync("update pulse set cron = '0 0 9 ? * MON'");

        await PlanAsync(March.AddDays(14));

        Assert.That((await WavesAsync()).Select(wave => wave.Code), Is.EqualTo(new[] { "P-2026-03-02", "P-2026-03-09", "P-2026-03-16" }));
    }

    [Test]
    public async Task A_paused_pulse_plans_nothing_and_an_ended_one_stops()
    {
        await _organisation.PulseAsync("PAUSED", firstDate: "2026-03-01");
        await _organisation.PulseAsync("ENDED", firstDate: "2026-01-01");
        await _organisation.RunAsync(
            "update pulse set paused = true where code = 'PAUSED'; update pulse set end_date = '2026-01-31' where code = 'ENDED'"
        );

        await PlanAsync(March);

        Assert.That(await WavesAsync(), Is.EqualTo(new[] { ("ENDED-2026-01-05", "skipped") }));
    }

    [Test]
    public async Task A_wave_that_waits_for_approval_is_planned_but_does_not_open()
    {
        await _organisation.PulseAsync("P", firstDate: "2026-03-01", approval: "required");

        await PlanAsync(March);
        var opened = await DueWaves.OpenAsync(_test.Database, March, default);
        await PlanAsync(March.AddDays(7));

        Assert.That(opened, Is.Zero);
        Assert.That(await WavesAsync(), Is.EqualTo(new[] { ("P-2026-03-02", "skipped") }), "nobody approved it until it was over");
    }

    [Test]
    public async Task Eight_planners_at_once_plan_each_wave_once()
    {
        await _organisation.PulseAsync("A", cron: "0 0 9 * * ?", firstDate: "2026-03-01", openDays: 90);
        await _organisation.PulseAsync("B", cron: "0 0 9 ? * MON", firstDate: "2026-02-01", openDays: 90);

        var planned = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PlanAsync(March.AddDays(20))));

        Assert.That(planned.Sum(), Is.EqualTo(22 + 7));
        Assert.That(await WavesAsync(), Has.Count.EqualTo(22 + 7));
    }

    [Test]
    public async Task The_same_time_of_day_counts_when_the_clock_changes()
    {
        await _organisation.PulseAsync("SPRING", cron: "0 0 9 27 3 ?", firstDate: "2026-03-01");
        await _organisation.PulseAsync("GAP", cron: "0 30 3 22 3 ?", firstDate: "2026-03-01");
        await _organisation.PulseAsync("AUTUMN", cron: "0 30 3 18 10 ?", firstDate: "2026-10-01");

        await PlanAsync(new DateTimeOffset(2026, 3, 27, 7, 0, 0, TimeSpan.Zero));
        await PlanAsync(new DateTimeOffset(2026, 10, 18, 0, 30, 0, TimeSpan.Zero));

        var ends = await _organisation.ListAsync<(string, string)>(
            """
            select code, to_char(opens_at at time zone 'UTC', 'MM-DD HH24:MI') || ' '
                || to_char(closes_at at time zone 'UTC', 'MM-DD HH24:MI')
            from wave order by code
            """
        );
        Assert.That(
            ends,
            Is.EqualTo(
                new[]
                {
                    ("AUTUMN-2026-10-18", "10-18 00:30 10-25 00:30"), // 3:30 comes twice on the 25th: the first
                    ("GAP-2026-03-22", "03-22 01:30 03-29 01:00"), // 3:30 does not exist on the 29th: 4:00 does
                    ("SPRING-2026-03-27", "03-27 07:00 04-03 06:00"), // nine o'clock all the same
                }
            )
        );
    }

    [Test]
    public async Task Two_schedulers_open_each_wave_once_and_close_it_at_its_end()
    {
        await _organisation.UnitAsync("ROOT");
        await _organisation.UnitAsync("IT", "ROOT", people: 3);
        await _organisation.UnitAsync("SALES", "ROOT", people: 8);
        await _organisation.JourneyAsync("SERVICE", "intake");
        await _organisation.RelationshipAsync("IT-ALL", "IT", "ROOT");
        await _organisation.PulseAsync("A", firstDate: "2026-03-01");
        await _organisation.PulseAsync("B", firstDate: "2026-03-01");
        await PlanAsync(March);

        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DueWaves.OpenAsync(_test.Database, March, default)));
        var tooEarly = await DueWaves.CloseAsync(_test.Database, March.AddDays(7).AddSeconds(-1), default);
        var closed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DueWaves.CloseAsync(_test.Database, March.AddDays(7), default)));

        Assert.That((opened.Sum(), tooEarly, closed.Sum()), Is.EqualTo((2, 0, 2)));
        Assert.That(await _organisation.OneAsync<int>("select count(*)::int from invitation"), Is.EqualTo(8));
    }

    [Test]
    public async Task A_wave_that_cannot_be_opened_does_not_keep_the_others_waiting()
    {
        await _organisation.UnitAsync("ROOT");
        await _organisation.UnitAsync("IT", "ROOT", people: 3);
        await _organisation.UnitAsync("SALES", "ROOT", people: 8);
        await _organisation.UnitAsync("LOST", "ROOT", people: 8);
        await _organisation.JourneyAsync("SERVICE", "intake");
        await _organisation.RelationshipAsync("IT-LOST", "IT", "LOST");
        await _organisation.RelationshipAsync("IT-SALES", "IT", "SALES");
        await _organisation.PulseAsync("A", "IT-LOST", firstDate: "2026-03-01");
        await _organisation.PulseAsync("B", "IT-SALES", firstDate: "2026-03-01");
        await PlanAsync(March);
        await _organisation.RunAsync("alter table wave add check (state <> 'open' or code not like 'A-%')");

        Assert.That(
            () => DueWaves.OpenAsync(_test.Database, March, default),
            Throws.TypeOf<PartlyFailedException>().With.Property("Done").EqualTo(1).And.Message.StartsWith("Failed for A-2026-03-02: ")
        );

        Assert.That(await WavesAsync(), Is.EqualTo(new[] { ("A-2026-03-02", "planned"), ("B-2026-03-02", "open") }));
    }

    [Test]
    public async Task A_wave_that_cannot_be_closed_does_not_keep_the_others_open()
    {
        await _organisation.PulseAsync("A", firstDate: "2026-03-01");
        await _organisation.PulseAsync("B", firstDate: "2026-03-01");
        await PlanAsync(March);
        await _organisation.RunAsync(
            "update wave set state = 'open'; alter table wave add check (state <> 'closed' or code not like 'A-%')"
        );

        Assert.That(
            () => DueWaves.CloseAsync(_test.Database, March.AddDays(7), default),
            Throws.TypeOf<PartlyFailedException>().With.Property("Done").EqualTo(1)
        );

        Assert.That(await WavesAsync(), Is.EqualTo(new[] { ("A-2026-03-02", "open"), ("B-2026-03-02", "closed") }));
    }

    [TestCase("end_date = '9999-12-31'", "A-2026-03-02 B-2026-03-02")]
    [TestCase("first_date = '0001-01-01', cron = '0 0 9 2 3 ?'", "A-2026-03-02 B-2026-03-02")]
    [TestCase("cron = 'nonsense'", "B-2026-03-02")]
    [TestCase("time_zone = 'Atlantis/Town'", "B-2026-03-02")]
    public async Task A_bad_row_among_the_pulses_is_no_trouble_to_the_others(string bad, string waves)
    {
        await _organisation.PulseAsync("A", firstDate: "2026-03-01");
        await _organisation.PulseAsync("B", firstDate: "2026-03-01");
        await _organisation.RunAsync($"update pulse set {bad} where code = 'A'");
        await _organisation.UnitAsync("ROOT");

        await PlanAsync(March);
        await DueWaves.OpenAsync(_test.Database, March, default);
        await using var connection = await _test.Database.OpenAsync();
        await ComingWaves.ListAsync(connection, 3, March, default);

        Assert.That(
            string.Join(' ', (await WavesAsync()).Where(wave => wave.State == "open").Select(wave => wave.Code)),
            Is.EqualTo(waves)
        );
    }

    [Test]
    public async Task A_pulse_that_fails_alone_is_named_and_the_others_are_planned()
    {
        await _organisation.PulseAsync("A", firstDate: "2026-03-01");
        await _organisation.PulseAsync("B", firstDate: "2026-03-01");
        await _organisation.RunAsync("alter table wave add check (code not like 'A-%')");

        Assert.That(() => PlanAsync(March), Throws.TypeOf<PartlyFailedException>().With.Message.StartsWith("Failed for A: "));

        Assert.That(await WavesAsync(), Is.EqualTo(new[] { ("B-2026-03-02", "planned") }));
    }

    [Test]
    public async Task Twenty_years_of_periods_leave_no_thousand_skipped_waves()
    {
        await _organisation.PulseAsync("OLD", cron: "0 0 9 ? * MON", firstDate: "2006-03-06");

        await PlanAsync(March);

        Assert.That(
            (await WavesAsync()).GroupBy(wave => wave.State, (state, waves) => $"{state} {waves.Count()}"),
            Is.EqualTo(new[] { "skipped 52", "planned 1" })
        );
    }

    private Task<int> PlanAsync(DateTimeOffset now) => WavePlanning.PlanDueAsync(_test.Database, now, default);

    private Task<IReadOnlyList<(string Code, string State)>> WavesAsync() =>
        _organisation.ListAsync<(string, string)>("select code, state from wave order by code");
}
