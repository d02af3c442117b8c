namespace Survey.Db.Zones;

/// <summary>The only place where a local time becomes an instant: planning and sending agree on the nights when clocks change.</summary>
public static class LocalTime
{
    public static DateTime Of(DateTimeOffset instant, string timeZone) => TimeZoneInfo.ConvertTime(instant, Zone.Of(timeZone)).DateTime;

    /// <summary>1 = Monday to 7 = Sunday.</summary>
    public static int IsoWeekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    public static DateOnly DayOf(DateTimeOffset instant, string timeZone) => DateOnly.FromDateTime(Of(instant, timeZone));

    /// <summary>The last day of a time that ends at this instant: of midnight, the day before.</summary>
    public static DateOnly LastDayOf(DateTimeOffset end, string timeZone) => DayOf(end.AddTicks(-1), timeZone);

    /// <summary>Keeps the local time of day.</summary>
    public static DateTimeOffset AddDays(DateTimeOffset instant, int days, string timeZone) =>
        At(Of(instant, timeZone).AddDays(days), timeZone);

    /// <summary>A skipped local time becomes the first instant after the gap; a repeated one is the first of the two.</summary>
    public static DateTimeOffset At(DateTime local, string timeZone)
    {
        var zone = Zone.Of(timeZone);
        // ConvertTime would use the kind of the value as its zone.
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15 - (local.Minute % 15)).AddSeconds(-local.Second);
        }
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
