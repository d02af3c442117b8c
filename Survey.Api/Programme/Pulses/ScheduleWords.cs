using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Pulses;

namespace Survey.Api.Programme.Pulses;

/// <summary>When a pulse opens, in the words of a language.</summary>
internal static class ScheduleWords
{
    public static string Schedule(this Language language, Pulse pulse) =>
        PulseSchedule.Parse(pulse.Cron) is { } schedule
            ? language.Capital(
                language.Format("pulses.schedule", language.Rhythm(schedule), language.OpeningDay(schedule), language.Time(schedule.At))
            )
            : language.Format("pulses.kept", pulse.Cron);

    public static string Time(this Language language, TimeOnly time) => time.ToString(language["letters.time"], language.Culture);

    /// <param name="weekday">1 = Monday to 7 = Sunday.</param>
    public static string Weekday(this Language language, int weekday) =>
        language.Culture.DateTimeFormat.GetDayName((DayOfWeek)(weekday % 7));

    public static string MonthName(this Language language, int month) => language.Culture.DateTimeFormat.GetMonthName(month);

    public static string Capital(this Language language, string text) => char.ToUpper(text[0], language.Culture) + text[1..];

    /// <summary>Such as "every quarter (January, April, July, October)".</summary>
    private static string Rhythm(this Language language, PulseSchedule schedule)
    {
        var every = language[$"pulses.every.{schedule.Every.Text()}"];
        return PulseSchedule.MonthsOf(schedule.Every) > 1
            ? $"{every} ({string.Join(", ", schedule.InMonths.Select(language.MonthName))})"
            : every;
    }

    /// <summary>Such as "on the second Monday".</summary>
    private static string OpeningDay(this Language language, PulseSchedule schedule) =>
        schedule switch
        {
            { Day: PulseSchedule.Last } => language["pulses.on.lastDay"],
            { Day: { } day } => language.Format("pulses.on.day", day),
            { Nth: null } => language[$"pulses.on.every.{schedule.Weekday}"],
            { Nth: PulseSchedule.Last } => language[$"pulses.on.last.{schedule.Weekday}"],
            _ => language[$"pulses.on.nth{schedule.Nth}.{schedule.Weekday}"],
        };
}
