using Survey.Db.Zones;

namespace Survey.Db.Messages;

public static class SendWindow
{
    private static readonly int[] MondayToFriday = [1, 2, 3, 4, 5];

    /// <summary>The first allowed instant, in the recipient's time zone (IANA name). Holidays count only if days are restricted.</summary>
    /// <param name="hours"><c>08:00-18:00</c>; null: any hour.</param>
    /// <param name="days">ISO weekdays, 1 = Monday; null or empty: any day.</param>
    public static DateTimeOffset Next(
        DateTimeOffset instant,
        string timeZone,
        string? hours,
        IReadOnlyList<int>? days,
        IReadOnlySet<DateOnly> holidays
    )
    {
        var window = SendHours.TryParse(hours, out var parsed) ? parsed : SendHours.WholeDay;
        var local = LocalTime.Of(instant, timeZone);
        if (IsAllowed(local, days, holidays) && local.TimeOfDay >= window.From && local.TimeOfDay < window.To)
        {
            return instant;
        }
        var day = local.TimeOfDay < window.From ? local.Date : local.Date.AddDays(1);
        while (!IsAllowed(day, days, holidays))
        {
            day = day.AddDays(1);
        }
        // When the clock goes back, the start of the hours happens twice; in between, it has been reached.
        var start = LocalTime.At(day + window.From, timeZone);
        return start > instant ? start : instant;
    }

    /// <summary>The same local time of day, so many working days later.</summary>
    /// <param name="workingDays">ISO weekdays; null or empty: Monday to Friday.</param>
    public static DateTimeOffset AddWorkingDays(
        DateTimeOffset instant,
        int count,
        string timeZone,
        IReadOnlyList<int>? workingDays,
        IReadOnlySet<DateOnly> holidays
    )
    {
        var working = workingDays is { Count: > 0 } ? workingDays : MondayToFriday;
        var day = LocalTime.Of(instant, timeZone);
        for (var left = count; left > 0; )
        {
            day = day.AddDays(1);
            left -= IsAllowed(day, working, holidays) ? 1 : 0;
        }
        return LocalTime.At(day, timeZone);
    }

    private static bool IsAllowed(DateTime day, IReadOnlyList<int>? days, IReadOnlySet<DateOnly> holidays) =>
        days is not { Count: > 0 }
        || days.Contains(LocalTime.IsoWeekday(DateOnly.FromDateTime(day))) && !holidays.Contains(DateOnly.FromDateTime(day));
}
