namespace Survey.Db.Languages;

/// <summary>When a survey closes, in the words of a language. Midnight is the end of the day before.</summary>
/// <param name="local">In the reader's time zone.</param>
public sealed class ClosingMoment(DateTimeOffset local, Language language)
{
    public string OnDay => language.DayOn(LastDay);

    public string UntilDay => language.DayUntil(LastDay);

    public string Time =>
        local.TimeOfDay == TimeSpan.Zero ? language["letters.endOfDay"] : local.ToString(language["letters.time"], language.Culture);

    private DateOnly LastDay => DateOnly.FromDateTime(local.DateTime.AddTicks(-1));
}
