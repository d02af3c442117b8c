using System.Globalization;
using Quartz;
using Survey.Db.Languages;
using Survey.Db.Zones;

namespace Survey.Db.Pulses;

public static class PulseRules
{
    /// <summary>A wave's code is the pulse's code, a hyphen and a date, together at most 40 characters.</summary>
    private const int LongestCode = 29;

    private const int LongestName = 200;

    public static IEnumerable<Problem> Problems(Pulse pulse) =>
        new (string Member, Sentence? Problem)[]
        {
            ("code", pulse.Code.Length > LongestCode ? new("problems.tooLong", LongestCode) : Codes.Problem(pulse.Code)),
            ("name", pulse.Name.Values.Values.All(IsName) ? null : new("problems.pulse.name", LongestName)),
            ("relationships", Relationships(pulse.Relationships)),
            ("timeZone", Zone.Problem(pulse.TimeZone)),
            ("cron", Cron(pulse)),
            ("firstDate", FirstDate(pulse)),
            ("endDate", pulse.EndDate < pulse.FirstDate ? new("problems.pulse.endDate") : null),
            ("openDays", Between(pulse.OpenDays, 1, 90)),
            ("closeTime", pulse.CloseTime is null || IsTime(pulse.CloseTime, out _) ? null : new("problems.pulse.closeTime", "18:00")),
            ("remindAfterDays", Reminders(pulse)),
            ("precision", pulse.Precision is > 0 and <= 2 ? null : new("problems.pulse.precision")),
            ("quietDays", Between(pulse.QuietDays, 0, 365)),
            ("maxRelationships", Between(pulse.MaxRelationships, 1, 20)),
            ("minimumGroup", Between(pulse.MinimumGroup, Thresholds.SmallestGroup, Thresholds.LargestMinimum)),
            ("minimumComments", Between(pulse.MinimumComments, Thresholds.FewestWriters, Thresholds.LargestMinimum)),
            ("minimumGroupReason", Reason(pulse)),
            ("sendHours", pulse.SendHours is null || AreHours(pulse.SendHours) ? null : new("problems.pulse.sendHours", "08:00-18:00")),
            ("sendDays", pulse.SendDays is null || AreWeekdays(pulse.SendDays) ? null : new("problems.pulse.sendDays")),
        }
            .Where(rule => rule.Problem is not null)
            .Select(rule => new Problem(null, rule.Member, rule.Problem!));

    private static bool IsName(string name) => !string.IsNullOrWhiteSpace(name) && name.Length <= LongestName;

    private static Sentence? Relationships(string[] codes) =>
        codes.Length == 0 ? new("problems.pulse.noRelationship")
        : codes.Distinct(StringComparer.OrdinalIgnoreCase).Count() < codes.Length ? new("problems.pulse.relationshipTwice")
        : codes.Where(code => code != "*").Select(Codes.Problem).FirstOrDefault(problem => problem is not null);

    // All days of a Quartz expression have the same times, so two firings on the first day prove it. UTC as in Periods.
    private static Sentence? Cron(Pulse pulse)
    {
        CronExpression cron;
        try
        {
            cron = new CronExpression(pulse.Cron, TimeZoneInfo.Utc);
        }
        catch (Exception problem)
        {
            return new Sentence("problems.pulse.cron", Codes.Shorten(pulse.Cron), "0 0 9 ? * MON#1", problem.Message);
        }
        var from = pulse.FirstDate < Periods.Earliest ? Periods.Earliest : pulse.FirstDate;
        var midnight = new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        if (cron.GetNextValidTimeAfter(midnight.AddSeconds(-1)) is not { } first)
        {
            return new Sentence("problems.pulse.cronNever", Codes.Shorten(pulse.Cron));
        }
        return cron.GetNextValidTimeAfter(first) is { } second && first.Date == second.Date ? new("problems.pulse.cronTwice") : null;
    }

    private static Sentence? FirstDate(Pulse pulse) =>
        pulse.FirstDate < Periods.Earliest ? new("problems.pulse.firstDate", pulse.FirstDate, Periods.Earliest) : null;

    /// <summary>A reminder on the last open day would be due at closing.</summary>
    private static Sentence? Reminders(Pulse pulse)
    {
        var late = pulse.RemindAfterDays.Where(day => day >= pulse.OpenDays).ToArray();
        return Reminders(pulse.RemindAfterDays)
            ?? (late.Length == 0 ? null : new Sentence("problems.pulse.lateReminder", pulse.OpenDays, Sentence.Join(late.Cast<object>())));
    }

    private static Sentence? Reminders(int[] days) =>
        days.Length > Thresholds.MostReminders ? new("problems.pulse.reminders")
        : days.Any(day => day is < 1 or > 90) ? new("problems.pulse.reminderDays")
        : days is [var first, var second] && first >= second ? new("problems.pulse.reminderOrder")
        : null;

    private static Sentence? Reason(Pulse pulse) =>
        pulse.MinimumGroup < Thresholds.UsualGroup && string.IsNullOrWhiteSpace(pulse.MinimumGroupReason)
            ? new("problems.pulse.groupReason", Thresholds.UsualGroup)
            : null;

    private static Sentence? Between(int value, int least, int most) =>
        value >= least && value <= most ? null : new("problems.between", least, most);

    private static bool AreHours(string value) =>
        value.Split('-') is [var from, var to] && IsTime(from, out var start) && IsTime(to, out var end) && start < end;

    private static bool IsTime(string value, out TimeOnly time) =>
        TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static bool AreWeekdays(int[] days) =>
        days.Length > 0 && days.All(day => day is >= 1 and <= 7) && days.Distinct().Count() == days.Length;
}
