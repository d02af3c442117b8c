using System.Globalization;
using Survey.Db.Pulses;
using Survey.Db.Zones;

namespace Survey.Api.Demo;

/// <summary>
/// Places the demo's pulses around the day of loading: a monthly wave opens on that day, and a quarterly one was sealed a few days before.
/// Days after the 28th are avoided, because some months lack them.
/// </summary>
internal static class DemoCalendar
{
    /// <summary>Number of past waves of each pulse when the demo is loaded.</summary>
    public const int PastMonthly = 3;
    public const int PastQuarterly = 5;

    private const int LastDay = 28;
    private const int Months = 3;

    // In days. Each quarterly wave is in the middle of two monthly ones, so that nobody is asked twice within the quiet days.
    private const int DaysBetween = 14;

    /// <summary>Has a wave on the day of <paramref name="now"/> (at the latest on the 28th) and in each month before.</summary>
    public static Pulse Monthly(Pulse pulse, DateTimeOffset now)
    {
        var last = LastMonthly(pulse, now);
        return ClosingOnWorkday(pulse, last, 1) with { Cron = OnDay(last.Day, "*"), FirstDate = last.AddMonths(-PastMonthly) };
    }

    /// <summary>Has its last wave in the middle between the last two monthly ones.</summary>
    public static Pulse Quarterly(Pulse pulse, DateTimeOffset now)
    {
        var monthly = LastMonthly(pulse, now);
        var last = monthly.Day > DaysBetween ? monthly.AddDays(-DaysBetween) : monthly.AddMonths(-1).AddDays(DaysBetween);
        var months = Enumerable.Range(0, 12 / Months).Select(quarter => last.AddMonths(-Months * quarter).Month).Order();
        return ClosingOnWorkday(pulse, last, -1) with
        {
            Cron = OnDay(last.Day, string.Join(',', months)),
            FirstDate = last.AddMonths(-Months * (PastQuarterly - 1)),
        };
    }

    private static DateOnly LastMonthly(Pulse pulse, DateTimeOffset now)
    {
        var today = LocalTime.DayOf(now, pulse.TimeZone);
        return today.AddDays(Math.Min(0, LastDay - today.Day));
    }

    private static DateOnly OnWorkday(DateOnly day, int step)
    {
        while (LocalTime.IsoWeekday(day) > 5)
        {
            day = day.AddDays(step);
        }
        return day;
    }

    /// <summary>The last wave closes on a working day; a step of 1 moves a weekend to Monday, of -1 to Friday.</summary>
    private static Pulse ClosingOnWorkday(Pulse pulse, DateOnly last, int step) =>
        pulse with
        {
            OpenDays = OnWorkday(last.AddDays(pulse.OpenDays), step).DayNumber - last.DayNumber,
        };

    private static string OnDay(int day, string months) => string.Create(CultureInfo.InvariantCulture, $"0 0 0 {day} {months} ?");
}
