using Survey.Db.Languages;
using Survey.Db.Programme;
using Survey.Db.Relationships;
using Survey.Db.Waves;
using Survey.Db.Zones;
using Survey.Reports.Contents;

namespace Survey.Api.Programme.Waves;

internal static class WaveWords
{
    private const int Minute = 60;
    private const int Hour = 60 * Minute;
    private const int Day = 24 * Hour;

    public static string Number(this Language language, int value) => value.ToString("N0", language.Culture);

    /// <summary>Day and hour in the pulse's time zone.</summary>
    public static string Instant(this Language language, DateTimeOffset instant, string timeZone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, Zone.Of(timeZone));
        return language.Format("waves.at", language.Day(DateOnly.FromDateTime(local.DateTime)), local);
    }

    /// <summary>Like Instant, with the weekday; midnight is the end of the day before.</summary>
    public static string Closing(this Language language, DateTimeOffset instant, string timeZone) =>
        ClosingMoment.In(timeZone, instant, language).OnWithYear;

    public static string Opens(this Language language, ComingWave wave, DateTimeOffset now) =>
        language[$"waves.opens.{(wave.IsOverdue(now) ? "overdue" : wave.Opens)}"];

    /// <param name="seconds">Negative counts as 0.</param>
    public static string Lag(this Language language, double seconds) =>
        Math.Max(0, seconds) switch
        {
            < 90 and var few => language.Format("waves.lag.seconds", few),
            < 90 * Minute and var some => language.Format("waves.lag.minutes", some / Minute),
            < 2 * Day and var more => language.Format("waves.lag.hours", more / Hour),
            var many => language.Count("waves.lag.days", (int)(many / Day)),
        };

    /// <summary>Such as "IT → everybody".</summary>
    public static string Pair(this Language language, WaveRelationship relationship) =>
        relationship.Kind == RelationshipKind.WithinTeam
            ? $"{relationship.Provider.In(language.Code)} · {language["report.withinTeam"]}"
            : $"{relationship.Provider.In(language.Code)} → {language.Customer(relationship.Customer, relationship.CustomerIsRoot)}";
}
