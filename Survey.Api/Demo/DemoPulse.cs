using System.Globalization;
using Survey.Db.Pulses;

namespace Survey.Api.Demo;

/// <summary>The demo's quarterly pulse.</summary>
internal static class DemoPulse
{
    public const string Code = "quarterly";

    /// <summary>How many waves lie behind when the demo is loaded.</summary>
    public const int PastWaves = 4;

    private const string Zone = "Europe/Helsinki";

    /// <summary>A pulse with a wave on the day of <paramref name="now"/> (on the 28th, if it is later in the month) and each quarter before it.</summary>
    public static Pulse EndingAt(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(now, Zone).DateTime);
        var last = today.AddDays(Math.Min(0, 28 - today.Day));
        var months = Enumerable.Range(0, 4).Select(quarter => last.AddMonths(-3 * quarter).Month).Order();
        return new Pulse
        {
            Code = Code,
            Name = "Quarterly pulse",
            Relationships = ["*"],
            Cron = string.Create(CultureInfo.InvariantCulture, $"0 0 0 {last.Day} {string.Join(',', months)} ?"),
            TimeZone = Zone,
            FirstDate = last.AddMonths(-3 * PastWaves),
            OpenDays = 14,
            RemindAfterDays = [4, 9],
            MaxRelationships = 6,
        };
    }
}
