using System.Globalization;
using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Pulses;
using Survey.Db.Structure;

namespace Survey.Api.Programme.Pulses;

/// <summary>Reads a pulse from the fields of its form. Whether it may be stored say the rules that files have, too.</summary>
internal sealed class PulseReader
{
    /// <summary>A wave's code has the date behind it.</summary>
    public const int LongestCode = 29;

    private readonly FormEntries _entries;
    private readonly Pulse? _stored;
    private readonly List<Problem> _problems = [];

    private PulseReader(FormEntries entries, Pulse? stored) => (_entries, _stored) = (entries, stored);

    /// <param name="stored">Null: a new pulse.</param>
    public static (Pulse Pulse, IReadOnlyList<Problem> Problems) Read(FormEntries entries, Pulse? stored)
    {
        var reader = new PulseReader(entries, stored);
        var pulse = reader.ReadPulse();
        var unread = reader._problems.Select(problem => problem.Place).ToHashSet();
        if (unread.Overlaps(["time", "day"]))
        {
            unread.Add("every");
        }
        return (pulse, [.. reader._problems, .. OnForm(PulseRules.Problems(pulse)).Where(problem => !unread.Contains(problem.Place))]);
    }

    private Pulse ReadPulse() =>
        new()
        {
            Id = _stored?.Id ?? 0,
            Code = _stored?.Code ?? Code(),
            Name = _entries.Names("name") ?? LocalizedText.Of(""),
            Relationships = _entries["which"] == PulseEntries.AllServices ? ["*"] : [.. _entries.All("relationships")],
            Cron = Cron(),
            TimeZone = _entries["timeZone"],
            FirstDate = Day("firstDate") ?? Missing("firstDate", _stored?.FirstDate ?? Periods.Earliest),
            EndDate = Day("endDate"),
            OpenDays = Number("openDays"),
            CloseTime = OrNull("closeTime"),
            RemindAfterDays = Reminders(),
            Precision = Precision(),
            QuietDays = Number("quietDays"),
            MaxRelationships = Number("maxRelationships"),
            MinimumGroup = Number("minimumGroup"),
            MinimumComments = Number("minimumComments"),
            MinimumGroupReason = OrNull("minimumGroupReason"),
            Approval = _entries["approval"] == "automatic" ? "automatic" : "required",
            SendHours = SendHours(),
            SendDays = _entries.All("sendDays") is { Count: > 0 } days ? [.. days.Select(day => Whole(day, 1, 7) ?? 0)] : null,
            Paused = _entries["paused"] == CheckField.Yes,
        };

    /// <summary>As entered, else made from the name.</summary>
    private string Code()
    {
        if (_entries["code"].Length > 0 || _entries.Names("name") is not { } name)
        {
            return _entries["code"];
        }
        var code = FreeCode.Make(name.In("en"), ["new", "year"]).ToLowerInvariant();
        return code[..Math.Min(code.Length, LongestCode)].TrimEnd('-');
    }

    private string Cron()
    {
        if (_entries["every"] == PulseEntries.Kept && _stored is not null)
        {
            return _stored.Cron;
        }
        if (EnumText.Find<Rhythm>(_entries["every"]) is not { } every)
        {
            return Missing("every", "");
        }
        if (!TimeOnly.TryParseExact(_entries["time"], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            return Refuse("time", new("problems.pulse.closeTime", "09:00"), "");
        }
        var months = PulseSchedule.MonthsOf(every);
        var month = months <= 1 ? 1 : ((Whole(_entries["month"], 1, 12) ?? 1) - 1) % months + 1;
        var weekday = Whole(_entries["weekday"], 1, 7) ?? 1;
        if (every == Rhythm.Week)
        {
            return new PulseSchedule(every, month, null, weekday, null, at).ToCron();
        }
        if (_entries["nth"] != PulseEntries.DayOfMonth)
        {
            return new PulseSchedule(every, month, Whole(_entries["nth"], 1, 4) ?? PulseSchedule.Last, weekday, null, at).ToCron();
        }
        var day = _entries["day"] == PulseEntries.LastOne ? PulseSchedule.Last : Whole(_entries["day"], 1, PulseSchedule.LatestDay);
        return day is null
            ? Refuse("day", new("problems.between", 1, PulseSchedule.LatestDay), "")
            : new PulseSchedule(every, month, null, null, day, at).ToCron();
    }

    private int[] Reminders()
    {
        var days = _entries["remindAfterDays"].Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        var numbers = days.Select(day => Whole(day, 0, 999)).ToList();
        return numbers.Contains(null)
            ? Refuse("remindAfterDays", new("problems.pulse.reminderNumbers", "3, 7"), Array.Empty<int>())
            : [.. numbers.OfType<int>()];
    }

    private double Precision() =>
        double.TryParse(_entries["precision"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var precision)
            ? precision
            : Missing("precision", 0.3);

    private string? SendHours() =>
        (_entries["sendHours"], _entries["sendHoursEnd"]) is (var from, var until) && from + until != "" ? $"{from}-{until}" : null;

    private int Number(string field) => Whole(_entries[field], -999_999, 999_999) ?? Refuse(field, new("problems.pulse.number"), 0);

    private DateOnly? Day(string field) =>
        _entries[field] is not { Length: > 0 } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : Refuse(field, new("problems.day.format", Codes.Shorten(text)), Periods.Earliest);

    private string? OrNull(string field) => _entries[field] is { Length: > 0 } text ? text : null;

    private static int? Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : null;

    private T Missing<T>(string field, T instead) => Refuse(field, new("problems.pulse.missing"), instead);

    private T Refuse<T>(string field, Sentence sentence, T instead)
    {
        _problems.Add(new Problem(null, field, sentence));
        return instead;
    }

    /// <summary>Words of the page where those of the file name members of the JSON.</summary>
    public static IEnumerable<Problem> OnForm(IEnumerable<Problem> problems) => problems.Select(OnForm);

    private static Problem OnForm(Problem problem) =>
        problem.Sentence.Key switch
        {
            "problems.pulse.cron" or "problems.pulse.cronNever" or "problems.pulse.cronTwice" => problem with { Place = "every" },
            "problems.pulse.endDate" => problem with { Sentence = new("problems.pulse.endsBefore") },
            "problems.pulse.groupReason" => problem with { Sentence = new("problems.pulse.reasonNeeded", Thresholds.UsualGroup) },
            "problems.pulse.noRelationship" => problem with { Place = "which", Sentence = new("problems.pulse.noService") },
            "problems.pulse.name" when problem.Place == "name" => problem with { Sentence = new("problems.pulse.nameNeeded", 200) },
            _ => problem,
        };
}
