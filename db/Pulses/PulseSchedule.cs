using System.Globalization;

namespace Survey.Db.Pulses;

public enum Rhythm
{
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
}

/// <summary>When the waves of a pulse open, in words. It says less than a cron expression can.</summary>
/// <param name="FirstMonth">Of the year, from 1; of a quarter up to 3, of a half-year up to 6; 1 for a week and a month.</param>
/// <param name="Nth">Which weekday of the month, up to 4 or <see cref="Last"/>; null: of a week, or there is a Day.</param>
/// <param name="Weekday">ISO weekday; null: there is a Day.</param>
/// <param name="Day">Of the month, up to <see cref="LatestDay"/> or <see cref="Last"/>; null: there is a Weekday.</param>
public sealed record PulseSchedule(Rhythm Every, int FirstMonth, int? Nth, int? Weekday, int? Day, TimeOnly At)
{
    public const int Last = 0;

    /// <summary>Shorter months have no later day, so a cron with such a day skips them.</summary>
    public const int LatestDay = 28;

    private const int MostWeeks = 4;
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
    private static readonly string[] Months = ["", .. CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames];

    /// <summary>Months between two waves; 0: they come every week.</summary>
    public static int MonthsOf(Rhythm every) =>
        every switch
        {
            Rhythm.Week => 0,
            Rhythm.Month => 1,
            Rhythm.Quarter => 3,
            Rhythm.HalfYear => 6,
            Rhythm.Year => 12,
        };

    public IReadOnlyList<int> InMonths => MonthsOf(Every) is > 0 and var step ? [.. Enumerable.Range(1, 12).Where(IsIn(step))] : [];

    public string ToCron()
    {
        var time = FormattableString.Invariant($"0 {At.Minute} {At.Hour}");
        var months = Every is Rhythm.Week or Rhythm.Month ? "*" : string.Join(',', InMonths);
        return Weekday is { } weekday
            ? $"{time} ? {months} {Weekdays[weekday]}{WhichOne()}"
            : FormattableString.Invariant($"{time} {(Day == Last ? "L" : Day)} {months} ?");
    }

    /// <summary>Null: words cannot say what the cron says.</summary>
    public static PulseSchedule? Parse(string cron)
    {
        var fields = cron.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (
            fields is not ["0", var minute, var hour, var day, var months, var weekday, .. var years]
            || years is not ([] or ["*"])
            || Number(minute, 0, 59) is not { } m
            || Number(hour, 0, 23) is not { } h
            || RhythmOf(months) is not var (every, first)
        )
        {
            return null;
        }
        var at = new TimeOnly(h, m);
        if (weekday == "?")
        {
            return (day == "L" ? Last : Number(day, 1, LatestDay)) is { } number ? new(every, first, null, null, number, at) : null;
        }
        if (day != "?" || WeekdayOf(weekday) is not var (isoWeekday, nth))
        {
            return null;
        }
        return nth is not null ? new(every, first, nth, isoWeekday, null, at)
            : every == Rhythm.Month ? new(Rhythm.Week, 1, null, isoWeekday, null, at)
            : null;
    }

    private string WhichOne() =>
        Nth switch
        {
            null => "",
            Last => "L",
            { } nth => FormattableString.Invariant($"#{nth}"),
        };

    private Func<int, bool> IsIn(int step) => month => month >= FirstMonth && (month - FirstMonth) % step == 0;

    private static (Rhythm, int)? RhythmOf(string field)
    {
        var months = MonthsIn(field);
        foreach (var every in Enum.GetValues<Rhythm>().Where(every => every != Rhythm.Week))
        {
            var whole = new PulseSchedule(every, months.FirstOrDefault(1), null, null, Last, default).InMonths;
            if (whole.Count == 12 / MonthsOf(every) && whole.SequenceEqual(months))
            {
                return (every, months[0]);
            }
        }
        return null;
    }

    /// <summary>Empty: a field that words cannot say.</summary>
    private static int[] MonthsIn(string field)
    {
        if (field == "*")
        {
            return [.. Enumerable.Range(1, 12)];
        }
        if (field.Split('/') is [var start, var step])
        {
            return (start == "*" ? 1 : MonthOf(start)) is { } first && Number(step, 1, 12) is { } every
                ? [.. Enumerable.Range(1, 12).Where(month => month >= first && (month - first) % every == 0)]
                : [];
        }
        var months = field.Split(',').Select(MonthOf).ToList();
        return months.Contains(null) ? [] : [.. months.OfType<int>().Distinct().Order()];
    }

    private static int? MonthOf(string value) =>
        Number(value, 1, 12)
        ?? (
            Array.FindIndex(Months, month => month.Equals(value, StringComparison.OrdinalIgnoreCase)) is >= 1 and <= 12 and var at
                ? at
                : null
        );

    /// <summary>In Quartz 1 is Sunday. Without "#" and "L": every one.</summary>
    private static (int Weekday, int? Nth)? WeekdayOf(string field)
    {
        var (name, nth) =
            field.Split('#') is [var before, var which] ? (before, Number(which, 1, MostWeeks))
            : field.Length > 1 && field[^1] == 'L' ? (field[..^1], Last)
            : (field, (int?)null);
        var weekday = Number(name, 1, 7) is { } number ? (number + 5) % 7 + 1 : Array.LastIndexOf(Weekdays, name);
        return weekday < 1 || field.Contains('#') && nth is null ? null : (weekday, nth);
    }

    private static int? Number(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : null;
}
