using System.Globalization;
using Quartz;
using Survey.Db.Zones;

namespace Survey.Db.Pulses;

/// <param name="Day">The day that the cron names, in the pulse's time zone.</param>
/// <param name="OpensAt">The cron instant. Skipped and repeated local times: see <see cref="LocalTime.At"/>.</param>
public sealed record Period(DateOnly Day, DateTimeOffset OpensAt, DateTimeOffset ClosesAt)
{
    public string WaveCode(Pulse pulse) => FormattableString.Invariant($"{pulse.Code}-{Day:yyyy-MM-dd}");
}

/// <summary>Depends on the pulse only, not on waves.</summary>
public static class Periods
{
    /// <summary>Earlier dates are input errors.</summary>
    public static DateOnly Earliest { get; } = new(2000, 1, 1);

    /// <summary>Last year that the calendar functions can handle.</summary>
    private static readonly DateOnly Latest = new(9998, 12, 31);

    /// <summary>Periods after the last recorded one (null: none). At most a year back: nobody needs older skipped waves.</summary>
    public static IEnumerable<Period> After(Pulse pulse, DateOnly? last, DateTimeOffset now)
    {
        var next = last >= pulse.FirstDate ? last.Value.AddDays(1) : pulse.FirstDate;
        var yearAgo = LocalTime.DayOf(now, pulse.TimeZone).AddYears(-1);
        return From(pulse, next > yearAgo ? next : yearAgo);
    }

    /// <param name="opens">In the pulse's time zone.</param>
    public static DateTimeOffset ClosesAt(Pulse pulse, DateTime opens)
    {
        var last = opens.AddDays(pulse.OpenDays);
        if (pulse.CloseTime is { } time)
        {
            var day = DateOnly.FromDateTime(last);
            while (pulse.SendDays is { Length: > 0 } days && !days.Contains(LocalTime.IsoWeekday(day)))
            {
                day = day.AddDays(1);
            }
            last = day.ToDateTime(TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture));
        }
        return LocalTime.At(last, pulse.TimeZone);
    }

    public static Period? Next(Pulse pulse, DateOnly from) => PulseProblem.Of(pulse) is null ? From(pulse, from).FirstOrDefault() : null;

    /// <summary>At most one period a day: the first instant of the day. Endless if the pulse has no end date.</summary>
    public static IEnumerable<Period> From(Pulse pulse, DateOnly from)
    {
        // Evaluated in UTC, where each day has each hour, so that a skipped hour does not skip its day.
        var cron = new CronExpression(pulse.Cron, TimeZoneInfo.Utc);
        var latest = pulse.EndDate < Latest ? pulse.EndDate.Value : Latest;
        var day = from < Earliest ? Earliest : from;
        while (
            day <= latest
            && cron.GetNextValidTimeAfter(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddSeconds(-1)) is { } wall
        )
        {
            day = DateOnly.FromDateTime(wall.DateTime);
            if (day > latest)
            {
                yield break;
            }
            yield return new Period(day, LocalTime.At(wall.DateTime, pulse.TimeZone), ClosesAt(pulse, wall.DateTime));
            day = day.AddDays(1);
        }
    }
}
