using System.Globalization;

namespace Survey.Db.Messages;

/// <summary>The hours of a day in which a mail may leave, such as <c>08:00-18:00</c>: from the first up to the second, not including it.</summary>
public readonly record struct SendHours(TimeSpan From, TimeSpan To)
{
    public static SendHours WholeDay { get; } = new(TimeSpan.Zero, TimeSpan.FromHours(24));

    /// <returns>False when the text is not two times of day, the earlier first; <c>24:00</c> is the end of the day.</returns>
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
