using Survey.Db.Languages;

namespace Survey.Db.Zones;

/// <summary>When a survey closes, in the words of a language. Midnight is the end of the day before.</summary>
/// <param name="local">In the reader's time zone.</param>
public sealed class ClosingMoment(DateTimeOffset local, Language language)
{
    /// <summary>Weekday, date and time as they stand after "on".</summary>
    public string On => Moment(language.WeekdayOn(LastDay));

    /// <summary>The same as it stands after "until".</summary>
    public string Until => Moment(language.WeekdayUntil(LastDay));

    /// <summary>For pages that show waves of several years.</summary>
    public string OnWithYear => Moment(language.WeekdayOn(LastDay, withYear: true));

    /// <summary>The date without a weekday, for sentences that HR writes: a weekday would need their grammatical case.</summary>
    public string Day => language.DayOn(LastDay);

    public string Time =>
        local.TimeOfDay == TimeSpan.Zero ? language["letters.endOfDay"] : local.ToString(language["letters.time"], language.Culture);

    private DateOnly LastDay => DateOnly.FromDateTime(local.DateTime.AddTicks(-1));

    public static ClosingMoment In(string timeZone, DateTimeOffset closesAt, Language language) =>
        new(TimeZoneInfo.ConvertTime(closesAt, Zone.Of(timeZone)), language);

    private string Moment(string day) => language.Format("language.moment", day, Time);
}
