using System.Globalization;
using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Pulses;
using Survey.Db.Settings;

namespace Survey.Api.Programme.Pulses;

/// <summary>A pulse as it stands in the fields of its form. Names are those of the JSON file where both have the same thing.</summary>
internal static class PulseEntries
{
    public const string AllServices = "all";
    public const string ChosenServices = "chosen";

    /// <summary>Rhythm of a cron that words cannot say.</summary>
    public const string Kept = "keep";

    public const string DayOfMonth = "day";
    public const string LastOne = "last";

    public static IReadOnlyList<string> Fields { get; } =
    [
        "code",
        .. Language.Codes.Select(language => $"name.{language}"),
        .. "which relationships every month nth weekday day time timeZone firstDate endDate openDays closeTime".Split(' '),
        .. "remindAfterDays maxRelationships quietDays precision minimumGroup minimumGroupReason minimumComments".Split(' '),
        .. "approval sendHours sendHoursEnd sendDays paused".Split(' '),
    ];

    public static FormEntries Of(Pulse pulse) =>
        WithSchedule(FormEntries.Empty, pulse)
            .With("code", pulse.Code)
            .WithNames("name", pulse.Name)
            .With("which", pulse.Relationships.Contains("*") ? AllServices : ChosenServices)
            .With("relationships", pulse.Relationships.Where(code => code != "*").Order(StringComparer.Ordinal))
            .With("timeZone", pulse.TimeZone)
            .With("firstDate", Text(pulse.FirstDate))
            .With("endDate", pulse.EndDate is { } end ? Text(end) : "")
            .With("openDays", Text(pulse.OpenDays))
            .With("closeTime", pulse.CloseTime ?? "")
            .With("remindAfterDays", string.Join(", ", pulse.RemindAfterDays.Select(Text)))
            .With("maxRelationships", Text(pulse.MaxRelationships))
            .With("quietDays", Text(pulse.QuietDays))
            .With("precision", pulse.Precision.ToString(CultureInfo.InvariantCulture))
            .With("minimumGroup", Text(pulse.MinimumGroup))
            .With("minimumGroupReason", pulse.MinimumGroupReason ?? "")
            .With("minimumComments", Text(pulse.MinimumComments))
            .With("approval", pulse.Approval)
            .With("sendHours", pulse.SendHours?.Split('-')[0] ?? "")
            .With("sendHoursEnd", pulse.SendHours?.Split('-').Last() ?? "")
            .With("sendDays", pulse.SendDays?.Order().Select(Text) ?? [])
            .With("paused", pulse.Paused ? CheckField.Yes : null);

    /// <summary>A new pulse: every quarter, first Monday from tomorrow on.</summary>
    public static FormEntries New(PrivacyOptions defaults, string timeZone, DateOnly today) =>
        Of(
            new Pulse
            {
                Code = "",
                Name = LocalizedText.Of(""),
                Relationships = ["*"],
                Cron = new PulseSchedule(Rhythm.Quarter, (today.Month % 3) + 1, 1, 1, null, new TimeOnly(9, 0)).ToCron(),
                TimeZone = timeZone,
                FirstDate = today.AddDays(1),
                OpenDays = 10,
                CloseTime = "18:00",
                RemindAfterDays = [3, 7],
                MinimumGroup = defaults.MinimumGroup,
                MinimumComments = defaults.MinimumComments,
                Approval = "required",
                SendHours = "08:00-18:00",
                SendDays = [1, 2, 3, 4, 5],
            }
        );

    private static FormEntries WithSchedule(FormEntries entries, Pulse pulse)
    {
        var schedule = PulseSchedule.Parse(pulse.Cron);
        return entries
            .With("every", schedule is null ? Kept : schedule.Every.Text())
            .With("month", Text(schedule?.FirstMonth ?? 1))
            .With("nth", schedule?.Day is not null ? DayOfMonth : Numbered(schedule?.Nth ?? 1))
            .With("weekday", Text(schedule?.Weekday ?? 1))
            .With("day", schedule?.Day is { } day ? Numbered(day) : "")
            .With("time", schedule?.At.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "");
    }

    private static string Numbered(int number) => number == PulseSchedule.Last ? LastOne : Text(number);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
