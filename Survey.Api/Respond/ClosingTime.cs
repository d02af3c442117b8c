using Survey.Db.Languages;
using Survey.Db.Zones;

namespace Survey.Api.Respond;

/// <summary>When a wave closes, in the invited person's time zone.</summary>
internal static class ClosingTime
{
    public static string DayAndTime(DateTimeOffset closesAt, string timeZone, Language language)
    {
        var local = Local(closesAt, timeZone);
        return language.Format(
            "respond.untilText",
            language.Day(DateOnly.FromDateTime(local.DateTime)),
            local.ToString("t", language.Culture)
        );
    }

    public static string Day(DateTimeOffset closesAt, string timeZone, Language language) =>
        language.Day(DateOnly.FromDateTime(Local(closesAt, timeZone).DateTime));

    private static DateTimeOffset Local(DateTimeOffset instant, string timeZone) => TimeZoneInfo.ConvertTime(instant, Zone.Of(timeZone));
}
