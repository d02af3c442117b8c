namespace Survey.Db.Waves;

/// <summary>Calendar arithmetic in a time zone (IANA name), across changes of the clock.</summary>
public static class LocalTime
{
    public static DateOnly DayOf(DateTimeOffset instant, string timeZone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime);

    /// <summary>The first instant of the day.</summary>
    public static DateTimeOffset StartOf(DateOnly day, string timeZone) =>
        At(day.ToDateTime(TimeOnly.MinValue), TimeZoneInfo.FindSystemTimeZoneById(timeZone));

    /// <summary>The same time of day so many days later, as the clock on the wall shows it.</summary>
    public static DateTimeOffset AddDays(DateTimeOffset instant, int days, string timeZone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        return At(TimeZoneInfo.ConvertTime(instant, zone).DateTime.AddDays(days), zone);
    }

    /// <summary>An hour that the clock skips becomes the first one after the gap; one that comes twice is the first of the two.</summary>
    private static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15 - (local.Minute % 15)).AddSeconds(-local.Second);
        }
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
