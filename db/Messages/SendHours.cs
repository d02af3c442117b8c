using System.Globalization;

namespace Survey.Db.Messages;

/// <summary>From inclusive, to exclusive.</summary>
public readonly record struct SendHours(TimeSpan From, TimeSpan To)
{
    public static SendHours WholeDay { get; } = new(TimeSpan.Zero, TimeSpan.FromHours(24));

    /// <summary>Such as <c>08:00-18:00</c>. <c>24:00</c> is the end of the day.</summary>
    public static bool TryParse(string? text, out SendHours hours)
    {
        hours = WholeDay;
        if (text?.Split('-') is not [var from, var to] || !TryTime(from, out var first) || !TryTime(to, out var last) || first >= last)
        {
            return false;
        }
        hours = new SendHours(first, last);
        return true;
    }

    private static bool TryTime(string text, out TimeSpan time)
    {
        if (text == "24:00")
        {
            time = TimeSpan.FromHours(24);
            return true;
        }
        return TimeSpan.TryParseExact(text, @"hh\:mm", CultureInfo.InvariantCulture, out time);
    }
}
