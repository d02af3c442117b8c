using Quartz;

namespace Survey.Db.Pulses;

/// <summary>One occurrence of a pulse.</summary>
/// <param name="Day">The day that the cron names, in the pulse's time zone.</param>
/// <param name="OpensAt">The cron instant. An hour that the clock skips is the first one after it; one that comes twice is the first of the two.</param>
/// <param name="ClosesAt">The same time of day when the pulse's open days are over.</param>
public sealed record Period(DateOnly Day, DateTimeOffset OpensAt, DateTimeOffset ClosesAt)
{
    public string WaveCode(Pulse pulse) => FormattableString.Invariant($"{pulse.Code}-{Day:yyyy-MM-dd}");
}

/// <summary>The periods of a pulse, computed from its cron: they depend on nothing that happened.</summary>
public static class Periods
{
    /// <summary>No survey is older, and a date before it is a slip.</summary>
    public static DateOnly Earliest { get; } = new(2000, 1, 1);

    /// <summary>As far as the calendar can be computed with.</summary>
    private static readonly DateOnly Latest = new(9998, 12, 31);

    /// <summary>
    /// The periods that follow the last recorded one. Those of more than a year ago are left out: nobody needs them as skipped waves.
    /// </summary>
    /// <param name="last">Its day; null: none is recorded.</param>
    public static IEnumerable<Period> After(Pulse pulse, DateOnly? last, DateTimeOffset now)
    {
        var next = last >= pulse.FirstDate ? last.Value.AddDays(1) : pulse.FirstDate;
        var yearAgo = LocalTime.DayOf(now, pulse.TimeZone).AddYears(-1);
        return From(pulse, next > yearAgo ? next : yearAgo);
    }

    /// <returns>The first period from that day on; null: there is none, or the pulse is in trouble.</returns>
    public static Period? Next(Pulse pulse, DateOnly from) => PulseTrouble.Of(pulse) is null ? From(pulse, from).FirstOrDefault() : null;

    /// <summary>One period a day at most: the first instant of a day counts.</summary>
    /// <param name="from">The first day that may be named.</param>
    /// <returns>In order, up to the pulse's end date; without one the sequence does not end.</returns>
    public static IEnumerable<Period> From(Pulse pulse, DateOnly from)
    {
        // Read as what the clock on the wall shows, where every day has every hour: a night on which the clock changes names its day, too.
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
            yield return new Period(
                day,
                LocalTime.At(wall.DateTime, pulse.TimeZone),
                LocalTime.At(wall.DateTime.AddDays(pulse.OpenDays), pulse.TimeZone)
            );
            day = day.AddDays(1);
        }
    }
}
