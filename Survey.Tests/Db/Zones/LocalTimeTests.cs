using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;
using Survey.Db.Messages;
using Survey.Db.Zones;
using LocalTime = Survey.Db.Zones.LocalTime;

namespace Survey.Tests.Db.Zones;

/// <summary>The judge is NodaTime with the system's zones: the earlier of two instants, the first instant after a gap.</summary>
public sealed class LocalTimeTests
{
    private static readonly ZoneLocalMappingResolver Rule = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier,
        Resolvers.ReturnStartOfIntervalAfter
    );

    /// <summary>One hour, half an hour, at midnight, in the southern half of the year.</summary>
    private static readonly string[] Zones =
    [
        "Europe/Tallinn",
        "America/New_York",
        "America/Santiago",
        "Africa/Cairo",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
    ];

    [TestCaseSource(nameof(Zones))]
    public void Planning_and_sending_read_a_clock_change_as_NodaTime_does(string name)
    {
        var zone = DateTimeZoneProviders.Bcl[name];
        var start = new DateTime(2026, 1, 1);
        Assert.Multiple(() =>
        {
            for (var local = start; local < start.AddYears(1); local = local.AddMinutes(15))
            {
                var expected = zone.ResolveLocal(LocalDateTime.FromDateTime(local), Rule).ToDateTimeOffset().ToUniversalTime();
                Assert.That(LocalTime.At(local, name), Is.EqualTo(expected), $"{local:s}");
                if (local.TimeOfDay > TimeSpan.Zero)
                {
                    Assert.That(StartOfSending(expected.AddDays(-1.2), local, name), Is.EqualTo(expected), $"hours from {local:s}");
                }
            }
        });
    }

    [Test]
    public void Between_the_two_starts_of_an_autumn_night_mails_may_leave()
    {
        var second = new DateTimeOffset(2026, 10, 25, 3, 10, 0, TimeSpan.FromHours(2));
        Assert.That(SendWindow.Next(second, "Europe/Tallinn", "03:30-18:00", null, new HashSet<DateOnly>()), Is.EqualTo(second));
    }

    /// <summary>Seen from more than a day before, when the hours of the day before are over.</summary>
    private static DateTimeOffset StartOfSending(DateTimeOffset from, DateTime start, string zone)
    {
        var isoDay = start.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)start.DayOfWeek;
        return SendWindow.Next(from, zone, $"{start:HH:mm}-24:00", [isoDay], new HashSet<DateOnly>());
    }

    [TestCase("2026-12-10T22:00:00Z", "2026-12-10", TestName = "A time that ends at midnight has its last day before it")]
    [TestCase("2026-12-10T22:01:00Z", "2026-12-11", TestName = "A time that ends after midnight has its last day then")]
    public void The_last_day_is_the_one_that_the_time_reaches(string end, string day) =>
        Assert.That(
            LocalTime.LastDayOf(DateTimeOffset.Parse(end, CultureInfo.InvariantCulture), "Europe/Tallinn"),
            Is.EqualTo(DateOnly.Parse(day, CultureInfo.InvariantCulture))
        );
}
