using System.Globalization;
using Survey.Db.Holidays;
using Survey.Db.Messages;

namespace Survey.Tests.Db.Messages;

public sealed class SendWindowTests
{
    private static readonly HashSet<DateOnly> NoHolidays = [];

    private static readonly int[] Weekdays = [1, 2, 3, 4, 5];

    [TestCase(
        "2026-03-02T09:00:00+02:00",
        "2026-03-02T09:00:00+02:00",
        TestName = "Within the hours of a working day a mail leaves at once"
    )]
    [TestCase("2026-03-02T07:59:00+02:00", "2026-03-02T08:00:00+02:00", TestName = "Before the hours it waits for them")]
    [TestCase("2026-03-02T18:00:00+02:00", "2026-03-03T08:00:00+02:00", TestName = "At the end of the hours it waits for the next day")]
    [TestCase("2026-03-06T20:00:00+02:00", "2026-03-09T08:00:00+02:00", TestName = "On Friday night it waits for Monday")]
    [TestCase("2026-03-07T12:00:00+02:00", "2026-03-09T08:00:00+02:00", TestName = "On Saturday noon it waits for Monday")]
    public void Hours_and_days_hold_where_the_person_is(string instant, string expected) =>
        Assert.That(SendWindow.Next(At(instant), "Europe/Tallinn", "08:00-18:00", Weekdays, NoHolidays), Is.EqualTo(At(expected)));

    [Test]
    public void The_same_instant_is_night_for_one_and_day_for_another()
    {
        var instant = At("2026-03-02T09:00:00+02:00");
        var newYork = SendWindow.Next(instant, "America/New_York", "08:00-18:00", Weekdays, NoHolidays);
        Assert.That(newYork, Is.EqualTo(At("2026-03-02T08:00:00-05:00")));
    }

    [Test]
    public void Without_hours_and_days_nothing_waits()
    {
        var sunday = At("2026-03-01T03:00:00Z");
        Assert.That(SendWindow.Next(sunday, "Europe/Helsinki", null, null, NoHolidays), Is.EqualTo(sunday));
    }

    [Test]
    public void An_hour_that_the_clock_skips_in_spring_begins_when_the_clock_goes_on()
    {
        var night = At("2026-03-29T00:30:00Z");
        var next = SendWindow.Next(night, "Europe/Tallinn", "03:30-18:00", null, NoHolidays);
        Assert.That(next, Is.EqualTo(At("2026-03-29T04:00:00+03:00")));
    }

    [Test]
    public void Two_working_days_after_Thursday_is_Monday_at_the_same_time_of_day()
    {
        var thursday = At("2026-03-26T09:00:00+02:00");
        var monday = SendWindow.AddWorkingDays(thursday, 2, "Europe/Tallinn", null, NoHolidays);
        Assert.That(monday, Is.EqualTo(At("2026-03-30T09:00:00+03:00")));
    }

    [Test]
    public void On_a_holiday_nothing_leaves_and_it_is_no_working_day()
    {
        // Good Friday of 2026, and Easter Monday, which Estonia works on and Finland does not.
        var holidays = new HolidayCalendar([("EE", new(2026, 4, 3)), ("FI", new(2026, 4, 3)), ("FI", new(2026, 4, 6))]);
        var friday = At("2026-04-03T09:00:00+03:00");

        Assert.Multiple(() =>
        {
            Assert.That(
                SendWindow.Next(friday, "Europe/Tallinn", "08:00-18:00", Weekdays, holidays.Of("Europe/Tallinn")),
                Is.EqualTo(At("2026-04-06T08:00:00+03:00"))
            );
            Assert.That(
                SendWindow.AddWorkingDays(friday.AddDays(-1), 2, "Europe/Helsinki", null, holidays.Of("Europe/Helsinki")),
                Is.EqualTo(At("2026-04-08T09:00:00+03:00"))
            );
            Assert.That(
                SendWindow.Next(friday, "Europe/Tallinn", null, null, holidays.Of("Europe/Tallinn")),
                Is.EqualTo(friday),
                "any day will do"
            );
            Assert.That(holidays.Of("Etc/UTC"), Is.Empty);
        });
    }

    [TestCase("08:00-18:00", true)]
    [TestCase("00:00-24:00", true)]
    [TestCase("18:00-08:00", false)]
    [TestCase("8-18", false)]
    [TestCase("", false)]
    public void Hours_are_two_times_of_day_in_order(string text, bool valid) =>
        Assert.That(SendHours.TryParse(text, out _), Is.EqualTo(valid));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
