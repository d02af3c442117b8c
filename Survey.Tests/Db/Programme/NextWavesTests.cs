using Survey.Db.Programme;
using Survey.Db.Waves;
using Survey.Tests.Support;

namespace Survey.Tests.Db.Programme;

public sealed class NextWavesTests
{
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
    public async Task Each_pulse_says_when_it_opens_next_the_earliest_first()
    {
        await _organisation.PulseAsync("LATER", firstDate: "2027-01-01");
        await _organisation.PulseAsync("MONTHLY");
        await _organisation.PulseAsync("PAUSED");
        await _organisation.PulseAsync("OVER");
        await _organisation.RunAsync(
            "update pulse set paused = true where code = 'PAUSED'; update pulse set end_date = '2026-03-01' where code = 'OVER'"
        );

        Assert.That(await NextAsync(OpenWave.FirstMonday.AddSeconds(-1)), Is.EqualTo(new[] { "MONTHLY 2026-03-02", "LATER 2027-01-04" }));
    }

    [Test]
    public async Task A_wave_that_opens_now_is_not_ahead_any_more()
    {
        await _organisation.PulseAsync("MONTHLY");

        Assert.That(await NextAsync(OpenWave.FirstMonday), Is.EqualTo(new[] { "MONTHLY 2026-04-06" }));
    }

    [Test]
    public async Task A_cancelled_wave_gives_way_to_the_next_a_postponed_one_has_its_new_day_and_one_that_waits_for_approval_stays()
    {
        await _organisation.PulseAsync("CANCELLED");
        await _organisation.PulseAsync("POSTPONED");
        await _organisation.PulseAsync("WAITING", approval: "required");
        var before = OpenWave.FirstMonday.AddSeconds(-1);
        await WaveDecisions.CancelAsync(_test.Database, "CANCELLED-2026-03-02", "hr1@example.org", before, default);
        await WaveDecisions.PostponeAsync(_test.Database, "POSTPONED-2026-03-02", new(2026, 3, 20), "hr1@example.org", before, default);

        Assert.That(
            await NextAsync(OpenWave.FirstMonday),
            Is.EqualTo(new[] { "WAITING 2026-03-02 overdue", "POSTPONED 2026-03-20", "CANCELLED 2026-04-06" })
        );
    }

    private async Task<IEnumerable<string>> NextAsync(DateTimeOffset now)
    {
        await using var connection = await _test.Database.OpenAsync();
        return (await NextWaves.ListAsync(connection, now, default)).Select(wave =>
            $"{wave.Name.Pulse} {wave.OpensOn:yyyy-MM-dd}{(wave.IsOverdue ? " overdue" : "")}"
        );
    }
}
