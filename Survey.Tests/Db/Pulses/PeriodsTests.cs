using System.Globalization;
using Survey.Db.Languages;
using Survey.Db.Pulses;

namespace Survey.Tests.Db.Pulses;

/// <summary>Where clocks change at night, at midnight, twice a day or by half an hour, each day has one period all the same.</summary>
public sealed class PeriodsTests
{
    private static readonly string[] Zones =
    [
        "Europe/Tallinn",
        "Europe/Helsinki",
        "Europe/London",
        "Atlantic/Azores",
        "America/New_York",
        "America/Havana",
        "America/Santiago",
        "America/Asuncion",
        "Africa/Cairo",
        "Asia/Beirut",
        "Australia/Lord_Howe",
        "Antarctica/Troll",
        "America/Scoresbysund",
        "Asia/Kolkata",
        "UTC",
    ];

    [Test]
    public void A_daily_pulse_has_one_period_each_day_whatever_its_hour_and_zone([ValueSource(nameof(Zones))] string zone)
    {
        var firstDate = new DateOnly(2026, 1, 1);
        var days = Enumerable.Range(0, 3 * 365 + 1).Select(firstDate.AddDays).ToArray();
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        foreach (var time in Enumerable.Range(0, 48).Select(half => new TimeOnly(half / 2, half % 2 * 30)))
        {
            var pulse = Daily($"0 {time.Minute} {time.Hour} * * ?", zone, firstDate);

            var periods = Periods.From(pulse, firstDate).Take(days.Length).ToArray();

            Assert.That(periods.Select(period => period.Day), Is.EqualTo(days), $"{time} in {zone}");
            Assert.That(
                periods
                    .Where(period => !info.IsInvalidTime(period.Day.ToDateTime(time)))
                    .Select(period => TimeZoneInfo.ConvertTime(period.OpensAt, info).DateTime),
                Is.EqualTo(days.Select(day => day.ToDateTime(time)).Where(local => !info.IsInvalidTime(local))),
                $"{time} in {zone}"
            );
            Assert.That(
                periods.Zip(periods.Skip(1)).Select(pair => (pair.Second.OpensAt - pair.First.OpensAt).TotalHours),
                Is.All.InRange(20, 28),
                $"{time} in {zone}"
            );
        }
    }

    [TestCase("2026-03-29", "03-29 01:00", TestName = "The hour that the clock skips is the first one after it")]
    [TestCase("2026-10-25", "10-25 00:30", TestName = "The hour that comes twice is the first of the two")]
    public void On_the_night_itself(string day, string opensAt)
    {
        var pulse = Daily("0 30 3 * * ?", "Europe/Tallinn", DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));

        var first = Periods.From(pulse, pulse.FirstDate).Take(2).ToArray();

        Assert.That(first[0].OpensAt.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture), Is.EqualTo(opensAt));
        Assert.That(first[1].Day, Is.EqualTo(pulse.FirstDate.AddDays(1)));
    }

    [TestCase("0 0 9 29 2 ?", "2028-02-29,2032-02-29,2036-02-29,2040-02-29")]
    [TestCase("0 0 9 L 2 ?", "2028-02-29,2029-02-28,2030-02-28,2031-02-28,2032-02-29")]
    [TestCase("0 0 9 29 * ?", "2028-02-29,2028-03-29,2028-04-29")]
    [TestCase("0 0 9 1 3 ?", "2028-03-01,2029-03-01")]
    [TestCase("0 0 9 31 * ?", "2028-03-31,2028-05-31,2028-07-31")]
    [TestCase("0 0 9 L * ?", "2028-02-29,2028-03-31,2028-04-30")]
    [TestCase("0 0 9 ? * THU#5", "2028-03-30,2028-06-29,2028-08-31")]
    public void A_pulse_may_begin_on_a_leap_day(string cron, string expected)
    {
        var pulse = Daily(cron, "Europe/Tallinn", new DateOnly(2028, 2, 29)) with { EndDate = new DateOnly(2041, 1, 1) };

        var days = expected.Split(',').Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray();

        Assert.That(Periods.From(pulse, pulse.FirstDate).Take(days.Length).Select(period => period.Day), Is.EqualTo(days));
    }

    [Test]
    public void A_year_s_period_that_is_open_over_the_leap_day_closes_as_many_days_later_as_any_other() =>
        Assert.That(
            Periods
                .From(Daily("0 0 9 25 2 ?", "Europe/Tallinn", new DateOnly(2027, 1, 1)), new DateOnly(2027, 1, 1))
                .Take(2)
                .Select(period =>
                    TimeZoneInfo
                        .ConvertTime(period.ClosesAt, TimeZoneInfo.FindSystemTimeZoneById("Europe/Tallinn"))
                        .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
                ),
            Is.EqualTo(new[] { "2027-03-04 09:00", "2028-03-03 09:00" })
        );

    [Test]
    public void The_ends_of_the_calendar_are_no_exception()
    {
        var forever = Daily("0 0 9 ? * TUE", "Pacific/Kiritimati", new DateOnly(1, 1, 1)) with { EndDate = DateOnly.MaxValue };

        Assert.That(Periods.From(forever, new DateOnly(2026, 3, 2)).First().Day, Is.EqualTo(new DateOnly(2026, 3, 3)));
        Assert.That(Periods.From(forever, forever.FirstDate).First().Day, Is.EqualTo(new DateOnly(2000, 1, 4)));
        Assert.That(Periods.From(forever, DateOnly.MaxValue), Is.Empty);
        Assert.That(Periods.Next(forever with { EndDate = new DateOnly(9999, 12, 30) }, new DateOnly(9999, 12, 30)), Is.Null);
    }

    [Test]
    public void Periods_of_more_than_a_year_ago_are_left_out()
    {
        var old = Daily("0 0 9 ? * MON", "Europe/Tallinn", new DateOnly(2006, 3, 6));

        var periods = Periods.After(old, null, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

        Assert.That(periods.First().Day, Is.EqualTo(new DateOnly(2025, 3, 3)));
    }

    [TestCase("0 0 9 ? * MON", "Atlantis/Town", PulseProblem.UnknownZone)]
    [TestCase("0 0 9 ? * XXX", "Europe/Tallinn", PulseProblem.NoSchedule)]
    [TestCase("", "Europe/Tallinn", PulseProblem.NoSchedule)]
    [TestCase("0 0 9 ? * MON", "Europe/Kiev", null)]
    public void A_stored_pulse_that_cannot_go_on_says_why(string cron, string zone, string? trouble)
    {
        var pulse = Daily(cron, zone, new DateOnly(2026, 1, 1));

        Assert.That(PulseProblem.Of(pulse), Is.EqualTo(trouble));
        Assert.That(() => Periods.Next(pulse, pulse.FirstDate), Throws.Nothing);
    }

    [TestCase(null, null, "2026-03-27T09:00+02:00", TestName = "Without a time of closing a wave closes at the time of its opening")]
    [TestCase("18:00", null, "2026-03-27T18:00+02:00", TestName = "With one it closes then on the last day")]
    [TestCase("18:00", new[] { 1, 2 }, "2026-03-30T18:00+03:00", TestName = "Where that is no send day, on the next send day")]
    public void A_wave_closes(string? time, int[]? sendDays, string expected)
    {
        var pulse = Daily("0 0 9 * * ?", "Europe/Tallinn", new(2026, 3, 20)) with { CloseTime = time, SendDays = sendDays };

        var closesAt = Periods.From(pulse, pulse.FirstDate).First().ClosesAt;

        Assert.That(closesAt, Is.EqualTo(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture)));
    }

    private static Pulse Daily(string cron, string zone, DateOnly firstDate) =>
        new()
        {
            Code = "P",
            Name = LocalizedText.Of("P"),
            Relationships = ["*"],
            Cron = cron,
            TimeZone = zone,
            FirstDate = firstDate,
            OpenDays = 7,
        };
}
