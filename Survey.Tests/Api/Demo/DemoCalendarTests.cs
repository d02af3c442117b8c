using Survey.Api.Demo;
using Survey.Db.Pulses;
using Survey.Db.Zones;

namespace Survey.Tests.Api.Demo;

public sealed class DemoCalendarTests
{
    private const string Zone = "Europe/Helsinki";

    /// <summary>Early and late on each day of four years, among them a leap year and every change of the clock.</summary>
    private static IEnumerable<DateTimeOffset> Instants() =>
        Enumerable
            .Range(0, 4 * 366)
            .Select(day => LocalTime.At(new DateTime(2026, 1, 1).AddDays(day), Zone))
            .SelectMany(midnight => new[] { midnight, midnight.AddHours(22.5) });

    [Test]
    public async Task On_any_day_eight_waves_lie_behind_and_the_last_one_is_the_quarterly_wave_of_a_few_days_ago()
    {
        foreach (var now in Instants())
        {
            var past = DemoWave.Past(await DemoFiles.PulsesAsync(now, default), now);

            Assert.That(string.Concat(past.Select(wave => wave.Code[0])), Is.EqualTo("qqqqmmmq"), $"{now:O}");
            Assert.That((now - past[^1].Period.ClosesAt).TotalDays, Is.InRange(3, 12), $"{now:O}");
        }
    }

    [Test]
    public async Task On_any_day_one_wave_is_open_and_stays_open_for_a_week()
    {
        foreach (var now in Instants())
        {
            var open = (await DemoFiles.PulsesAsync(now, default))
                .SelectMany(pulse => Periods.From(pulse, pulse.FirstDate).TakeWhile(period => period.OpensAt <= now))
                .Where(period => period.ClosesAt > now.AddDays(6))
                .ToList();

            Assert.That(open, Has.Count.EqualTo(1), $"{now:O}");
        }
    }

    [Test]
    public async Task Nobody_is_asked_twice_within_the_quiet_days()
    {
        foreach (var now in Instants())
        {
            var pulses = await DemoFiles.PulsesAsync(now, default);
            var days = pulses
                .SelectMany(pulse => Periods.From(pulse, pulse.FirstDate).TakeWhile(period => period.OpensAt <= now))
                .Select(period => period.Day.DayNumber)
                .Order()
                .ToList();

            var shortest = days.Zip(days.Skip(1), (earlier, later) => later - earlier).Min();
            Assert.That(shortest, Is.GreaterThanOrEqualTo(pulses.Max(pulse => pulse.QuietDays)), $"{now:O}");
        }
    }

    [Test]
    public async Task The_last_quarterly_wave_has_one_a_year_before_it()
    {
        foreach (var now in Instants())
        {
            var past = DemoWave.Past(await DemoFiles.PulsesAsync(now, default), now);

            Assert.That((past[^1].Period.ClosesAt - past[0].Period.ClosesAt).TotalDays, Is.InRange(365 - 45, 365 + 45), $"{now:O}");
        }
    }
}
