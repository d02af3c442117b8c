using Survey.Db.Zones;

namespace Survey.Db.Pulses;

/// <summary>Calendar arithmetic in a time zone (IANA name), across changes of the clock.</summary>
public static class LocalTime
{
    /// <summary>What the clock on the wall shows.</summary>
    public static DateTime Of(DateTimeOffset instant, string timeZone) => TimeZoneInfo.ConvertTime(instant, Zone.Of(timeZone)).DateTime;

    public static DateOnly DayOf(DateTimeOffset instant, string timeZone) => DateOnly.FromDateTime(Of(instant, timeZone));

    /// <summary>The same time of day so many days later, as the clock on the wall shows it.</summary>
    public static DateTimeOffset AddDays(DateTimeOffset instant, int days, string timeZone) =>
        At(Of(instant, timeZone).AddDays(days), timeZone);

    /// <summary>When the clock on the wall shows that. An hour that it skips is the first one after the gap; one that comes twice is the first of the two.</summary>
    public static DateTimeOffset At(DateTime local, string timeZone)
    {
        var zone = Zone.Of(timeZone);
        // Of a clock that shows something: the kind of time would be taken for a zone.
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15 - (local.Minute % 15)).AddSeconds(-local.Second);
        }
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
