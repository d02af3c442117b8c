using Quartz;
using Survey.Db.Waves;

namespace Survey.Db.Pulses;

/// <summary>One occurrence of a pulse.</summary>
/// <param name="Day">The day that the cron names, in the pulse's time zone.</param>
/// <param name="OpensAt">The cron instant.</param>
/// <param name="ClosesAt">The same time of day when the pulse's open days are over.</param>
public sealed record Period(DateOnly Day, DateTimeOffset OpensAt, DateTimeOffset ClosesAt)
{
    public string WaveCode(Pulse pulse) => FormattableString.Invariant($"{pulse.Code}-{Day:yyyy-MM-dd}");
}

/// <summary>The periods of a pulse, computed from its cron: they depend on nothing that happened.</summary>
public static class Periods
{
    /// <summary>The periods that follow the last recorded one.</summary>
    /// <param name="last">Its day; null: none is recorded.</param>
    public static IEnumerable<Period> After(Pulse pulse, DateOnly? last) =>
        From(pulse, last >= pulse.FirstDate ? last.Value.AddDays(1) : pulse.FirstDate);

    /// <summary>One period a day at most: the first instant of a day counts.</summary>
    /// <param name="from">The first day that may be named.</param>
    /// <returns>In order, up to the pulse's end date; without one the sequence does not end.</returns>
    public static IEnumerable<Period> From(Pulse pulse, DateOnly from)
    {
        var cron = new CronExpression(pulse.Cron, TimeZoneInfo.FindSystemTimeZoneById(pulse.TimeZone));
        var day = from;
        while (cron.GetNextValidTimeAfter(LocalTime.StartOf(day, pulse.TimeZone).AddSeconds(-1)) is { } instant)
        {
            day = LocalTime.DayOf(instant, pulse.TimeZone);
            if (day > (pulse.EndDate ?? DateOnly.MaxValue))
            {
                yield break;
            }
            yield return new Period(day, instant.ToUniversalTime(), LocalTime.AddDays(instant, pulse.OpenDays, pulse.TimeZone));
            day = day.AddDays(1);
        }
    }
}
