using Survey.Db.Languages;
using Survey.Db.Zones;

namespace Survey.Api.Respond;

/// <summary>When a wave closes, in the invited person's time zone.</summary>
internal static class ClosingTime
{
    /// <summary>As it stands after "until".</summary>
    public static string DayAndTime(DateTimeOffset closesAt, string timeZone, Language language)
    {
        var closing = Local(closesAt, timeZone, language);
        return language.Format("respond.untilText", closing.UntilDay, closing.Time);
    }

    /// <summary>As it stands after "on".</summary>
    public static string Day(DateTimeOffset closesAt, string timeZone, Language language) => Local(closesAt, timeZone, language).OnDay;

    private static ClosingMoment Local(DateTimeOffset closesAt, string timeZone, Language language) =>
        new(TimeZoneInfo.ConvertTime(closesAt, Zone.Of(timeZone)), language);
}
