using System.Text.Json;
using Quartz;
using Survey.Db.Languages;

namespace Survey.Db.Pulses;

/// <summary>What people read instead of a wave's code, such as "December 2026, monthly".</summary>
/// <param name="Pulse">Null: imported history.</param>
/// <param name="Day">The wave's period; of history the day on which it closed.</param>
/// <param name="WithDay">Its pulse has several waves in that month.</param>
public sealed record WaveName(LocalizedText? Pulse, DateOnly Day, bool WithDay)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Null parameters: the imported history of that day.</summary>
    public static WaveName Of(LocalizedText? pulse, string? cron, DateOnly day, bool isShared = false) =>
        new(pulse, day, isShared || cron is not null && AreSeveral(cron, day));

    /// <param name="json">From wave_name of the database, migration 0045.</param>
    public static WaveName FromJson(string json)
    {
        var stored = JsonSerializer.Deserialize<Stored>(json, Json)!;
        return Of(stored.Pulse, stored.Cron, stored.Day, stored.IsShared);
    }

    /// <summary>Begins with a capital letter, so it can stand alone.</summary>
    public string In(Language language)
    {
        var name = language.Format(
            "waveNames.name",
            WithDay ? language.Day(Day) : language.Month(Day),
            Pulse is null ? language["waveNames.imported"] : Within(Pulse.In(language.Code), language)
        );
        return char.ToUpper(name[0], language.Culture) + name[1..];
    }

    /// <summary>"Monthly" becomes "monthly". Other first words may be names of something and stay.</summary>
    private static string Within(string pulse, Language language)
    {
        var first = pulse.Split(' ', ':', ',')[0];
        return
            first.Length > 1
            && !char.IsUpper(first[1])
            && language["waveNames.frequencies"].Split(' ').Contains(first.ToLower(language.Culture))
            ? char.ToLower(pulse[0], language.Culture) + pulse[1..]
            : pulse;
    }

    private static bool AreSeveral(string cron, DateOnly day)
    {
        try
        {
            var schedule = new CronExpression(cron, TimeZoneInfo.Utc);
            var month = new DateTimeOffset(day.Year, day.Month, 1, 0, 0, 0, TimeSpan.Zero);
            var first = schedule.GetNextValidTimeAfter(month.AddSeconds(-1));
            return first is not null && schedule.GetNextValidTimeAfter(first.Value) < month.AddMonths(1);
        }
        catch (FormatException)
        {
            // Another program wrote the row: see PulseProblem.
            return false;
        }
    }

    private sealed record Stored(LocalizedText? Pulse, string? Cron, DateOnly Day, bool IsShared);
}
