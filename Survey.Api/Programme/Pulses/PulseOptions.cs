using System.Globalization;
using Survey.Api.Forms;
using Survey.Api.Programme.Waves;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Programme;
using Survey.Db.Pulses;

namespace Survey.Api.Programme.Pulses;

/// <summary>What can be chosen in the form of a pulse.</summary>
internal sealed class PulseOptions(Language language)
{
    private static readonly double[] Precisions = [0.15, 0.20, 0.25, 0.30, 0.40, 0.50];

    public IReadOnlyList<FormOption> Which =>
        [
            new(PulseEntries.AllServices, language["pulses.allServices"]),
            new(PulseEntries.ChosenServices, language["pulses.chosenServices"]),
        ];

    /// <param name="stored">Its schedule stays if words cannot say it.</param>
    public IReadOnlyList<FormOption> Rhythms(Pulse? stored) =>
        [
            .. stored is not null && PulseSchedule.Parse(stored.Cron) is null
                ? [new FormOption(PulseEntries.Kept, language.Format("pulses.kept", stored.Cron))]
                : Array.Empty<FormOption>(),
            .. EnumText.All<Rhythm>().Select(every => new FormOption(every, language.Capital(language[$"pulses.every.{every}"]))),
        ];

    public IReadOnlyList<FormOption> Months =>
        [.. Enumerable.Range(1, 12).Select(month => new FormOption(Text(month), language.Capital(language.MonthName(month))))];

    public IReadOnlyList<FormOption> Occurrences =>
        [
            .. Enumerable.Range(1, 4).Select(nth => new FormOption(Text(nth), language[$"pulses.nth.{nth}"])),
            new(PulseEntries.LastOne, language["pulses.nth.last"]),
            new(PulseEntries.DayOfMonth, language["pulses.nth.day"]),
        ];

    public IReadOnlyList<FormOption> Weekdays =>
        [.. Enumerable.Range(1, 7).Select(weekday => new FormOption(Text(weekday), language.Capital(language.Weekday(weekday))))];

    public IReadOnlyList<FormOption> Days =>
        [
            .. Enumerable.Range(1, PulseSchedule.LatestDay).Select(day => new FormOption(Text(day), Text(day))),
            new(PulseEntries.LastOne, language["pulses.nth.lastDay"]),
        ];

    public IReadOnlyList<FormOption> Approval =>
        [new("required", language["pulses.approval.required"]), new("automatic", language["pulses.approval.automatic"])];

    /// <param name="chosen">Also one that is not among the usual ones.</param>
    public IReadOnlyList<FormOption> PrecisionsWith(string chosen) =>
        [
            .. Precisions
                .Concat(
                    double.TryParse(chosen, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var own)
                    && own is > 0 and <= 2
                        ? [own]
                        : []
                )
                .Distinct()
                .Order()
                .Select(value => new FormOption(value.ToString(CultureInfo.InvariantCulture), language.Capital(language.Precision(value)))),
        ];

    public IReadOnlyList<FormOption> Services(IEnumerable<WaveRelationship> services) =>
        [.. services.Select(one => new FormOption(one.Code, $"{language.Pair(one)} ({one.Code})"))];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
