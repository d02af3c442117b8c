using System.Globalization;
using Survey.Api.Programme.Waves;
using Survey.Db.Languages;
using Survey.Db.Programme;
using Survey.Db.Pulses;
using Survey.Db.Waves;

namespace Survey.Api.Programme.Pulses;

/// <param name="Field">Of the form; its label is the text pulses.field.FIELD.</param>
internal sealed record PulseFact(string Field, string Text);

/// <summary>What a pulse does, in the words of a language.</summary>
internal static class PulseWords
{
    public static IReadOnlyList<PulseFact> Facts(this Language language, Pulse pulse, IReadOnlyList<WaveRelationship> services) =>
        [
            new("name", string.Join(" · ", pulse.Name.Values.Values)),
            new("which", language.Services(pulse, services)),
            new("every", language.Schedule(pulse)),
            new("timeZone", pulse.TimeZone),
            new("firstDate", language.Day(pulse.FirstDate)),
            new("endDate", pulse.EndDate is { } end ? language.Day(end) : language["pulses.noEnd"]),
            new("openDays", language.Count("pulses.days", pulse.OpenDays)),
            new("closeTime", pulse.CloseTime is { } time ? language.TimeOf(time) : language["pulses.closesAsOpened"]),
            new("remindAfterDays", language.Reminders(pulse)),
            new("maxRelationships", language.Number(pulse.MaxRelationships)),
            new("quietDays", language.Count("pulses.days", pulse.QuietDays)),
            new("precision", language.Precision(pulse.Precision)),
            new("minimumGroup", language.Number(pulse.MinimumGroup)),
            new("minimumGroupReason", pulse.MinimumGroupReason ?? "–"),
            new("minimumComments", language.Number(pulse.MinimumComments)),
            new("approval", language[$"pulses.approval.{pulse.Approval}"]),
            new("sendHours", language.SendHours(pulse)),
            new("sendDays", language.SendDays(pulse)),
            new("paused", language[pulse.Paused ? "forms.yes" : "forms.no"]),
        ];

    /// <summary>Such as "a change of about 0.5 would be noticed (56 answers per service)".</summary>
    public static string Precision(this Language language, double precision)
    {
        var noticed = NoticedChange.Of(precision);
        return language.Format("pulses.noticed", noticed.Change.ToString("0.0#", language.Culture), language.Number(noticed.Answers));
    }

    public static string Services(this Language language, Pulse pulse, IReadOnlyList<WaveRelationship> services) =>
        pulse.Relationships.Contains("*")
            ? language["pulses.allServices"]
            : string.Join(
                " · ",
                pulse
                    .Relationships.Order(StringComparer.OrdinalIgnoreCase)
                    .Select(code => services.FirstOrDefault(one => one.Code == code) is { } one ? language.Pair(one) : code)
            );

    private static string Reminders(this Language language, Pulse pulse) =>
        pulse.RemindAfterDays.Length == 0 ? language["pulses.noReminders"]
        : pulse.RemindAfterDays is [var day] ? language.Count("pulses.after", day)
        : language.Format("pulses.afterTwo", pulse.RemindAfterDays[0], pulse.RemindAfterDays[1]);

    private static string SendHours(this Language language, Pulse pulse) =>
        pulse.SendHours?.Split('-') is [var from, var until]
            ? $"{language.TimeOf(from)} – {language.TimeOf(until)}"
            : language["pulses.anyHour"];

    private static string SendDays(this Language language, Pulse pulse) =>
        pulse.SendDays is { } days ? string.Join(", ", days.Order().Select(language.Weekday)) : language["pulses.anyDay"];

    private static string TimeOf(this Language language, string time) =>
        language.Time(TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture));
}
