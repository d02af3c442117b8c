using System.Globalization;
using Quartz;
using Survey.Db.Zones;

namespace Survey.Db.Pulses;

internal static class PulseRules
{
    /// <summary>A wave's code is the pulse's code, a hyphen and a date, together at most 40 characters.</summary>
    private const int LongestCode = 29;

    public static IEnumerable<string> Problems(Pulse pulse) =>
        new (string Member, string? Problem)[]
        {
            ("code", pulse.Code.Length > LongestCode ? $"is longer than {LongestCode} characters" : Codes.Problem(pulse.Code)),
            ("name", string.IsNullOrWhiteSpace(pulse.Name) || pulse.Name.Length > 200 ? "must be a text of at most 200 characters" : null),
            ("relationships", Relationships(pulse.Relationships)),
            ("timeZone", Zone.Problem(pulse.TimeZone)),
            ("cron", Cron(pulse)),
            ("firstDate", FirstDate(pulse)),
            ("endDate", pulse.EndDate < pulse.FirstDate ? "is before firstDate" : null),
            ("openDays", Between(pulse.OpenDays, 1, 90)),
            ("closeTime", pulse.CloseTime is null || IsTime(pulse.CloseTime, out _) ? null : "must be a time of day like 18:00"),
            ("remindAfterDays", Reminders(pulse)),
            ("precision", pulse.Precision is > 0 and <= 2 ? null : "must be more than 0 and at most 2"),
            ("quietDays", Between(pulse.QuietDays, 0, 365)),
            ("maxRelationships", Between(pulse.MaxRelationships, 1, 20)),
            ("minimumGroup", Between(pulse.MinimumGroup, Thresholds.SmallestGroup, Thresholds.LargestMinimum)),
            ("minimumComments", Between(pulse.MinimumComments, Thresholds.FewestWriters, Thresholds.LargestMinimum)),
            ("minimumGroupReason", Reason(pulse)),
            (
                "sendHours",
                pulse.SendHours is null || AreHours(pulse.SendHours) ? null : "must be like 08:00-18:00, the end after the start"
            ),
            ("sendDays", pulse.SendDays is null || AreWeekdays(pulse.SendDays) ? null : "must be weekdays from 1 (Monday) to 7, each once"),
        }
            .Where(rule => rule.Problem is not null)
            .Select(rule => $"{rule.Member}: {rule.Problem}");

    private static string? Relationships(string[] codes) =>
        codes.Length == 0 ? "must name at least one relationship, or \"*\" for all of them"
        : codes.Distinct(StringComparer.OrdinalIgnoreCase).Count() < codes.Length ? "names a relationship twice"
        : codes.Where(code => code != "*").Select(Codes.Problem).FirstOrDefault(problem => problem is not null);

    // All days of a Quartz expression have the same times, so two firings on the first day prove it. UTC as in Periods.
    private static string? Cron(Pulse pulse)
    {
        CronExpression cron;
        try
        {
            cron = new CronExpression(pulse.Cron, TimeZoneInfo.Utc);
        }
        catch (Exception problem)
        {
            return $"'{Codes.Shorten(pulse.Cron)}' is not a Quartz cron expression like 0 0 9 ? * MON#1: {problem.Message}";
        }
        var from = pulse.FirstDate < Periods.Earliest ? Periods.Earliest : pulse.FirstDate;
        var midnight = new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        if (cron.GetNextValidTimeAfter(midnight.AddSeconds(-1)) is not { } first)
        {
            return $"'{Codes.Shorten(pulse.Cron)}' names no day from firstDate on";
        }
        return cron.GetNextValidTimeAfter(first) is { } second && first.Date == second.Date
            ? "names more than one time of the same day: a pulse has one period a day"
            : null;
    }

    private static string? FirstDate(Pulse pulse) =>
        pulse.FirstDate < Periods.Earliest
            ? FormattableString.Invariant(
                $"{pulse.FirstDate:yyyy-MM-dd} is before {Periods.Earliest:yyyy-MM-dd}: name the day from which waves open"
            )
            : null;

    /// <summary>A reminder on the last open day would be due at closing.</summary>
    private static string? Reminders(Pulse pulse)
    {
        var late = pulse.RemindAfterDays.Where(day => day >= pulse.OpenDays).ToArray();
        return Reminders(pulse.RemindAfterDays)
            ?? (
                late.Length == 0
                    ? null
                    : $"{string.Join(" and ", late)}: the wave closes after {pulse.OpenDays} {(pulse.OpenDays == 1 ? "day" : "days")}"
            );
    }

    private static string? Reminders(int[] days) =>
        days.Length > Thresholds.MostReminders ? "at most two reminders"
        : days.Any(day => day is < 1 or > 90) ? "must be days from 1 to 90"
        : days is [var first, var second] && first >= second ? "the second must be after the first"
        : null;

    private static string? Reason(Pulse pulse) =>
        pulse.MinimumGroup < Thresholds.UsualGroup && string.IsNullOrWhiteSpace(pulse.MinimumGroupReason)
            ? $"is required when minimumGroup is under {Thresholds.UsualGroup}; respondents are told"
            : null;

    private static string? Between(int value, int least, int most) =>
        value >= least && value <= most ? null : $"must be between {least} and {most}";

    private static bool AreHours(string value) =>
        value.Split('-') is [var from, var to] && IsTime(from, out var start) && IsTime(to, out var end) && start < end;

    private static bool IsTime(string value, out TimeOnly time) =>
        TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static bool AreWeekdays(int[] days) =>
        days.Length > 0 && days.All(day => day is >= 1 and <= 7) && days.Distinct().Count() == days.Length;
}
