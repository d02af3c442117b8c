using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Survey.Db.Languages;

public sealed class Language
{
    private static readonly FrozenDictionary<string, Language> All = LoadAll();

    private readonly FrozenDictionary<string, string> _texts;
    private readonly DateTimeFormatInfo _namesOn;
    private readonly DateTimeFormatInfo _namesUntil;
    private readonly DateTimeFormatInfo _namesSince;

    private Language(string code, FrozenDictionary<string, string> texts)
    {
        Code = code;
        _texts = texts;
        Culture = CultureInfo.GetCultureInfo(texts["language.culture"]);
        Plurals = new PluralRules(texts["language.plurals"]);
        _namesOn = Names("language.monthsOn", "language.weekdaysOn");
        _namesUntil = Names("language.monthsUntil", "language.weekdaysUntil");
        _namesSince = Names("language.monthsSince");
    }

    public static IReadOnlyList<string> Codes { get; } =
    [.. All.Values.OrderBy(language => int.Parse(language["language.order"], CultureInfo.InvariantCulture)).Select(one => one.Code)];

    public string Code { get; }

    public CultureInfo Culture { get; }

    public PluralRules Plurals { get; }

    /// <summary>For the tests that compare the files.</summary>
    public IEnumerable<string> Keys => _texts.Keys;

    public static Language Of(string? code) => code is not null && All.TryGetValue(code, out var language) ? language : All["en"];

    /// <exception cref="KeyNotFoundException">The program asks for a key that the file does not have. A test finds that.</exception>
    public string this[string key] =>
        _texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"Texts/{Code}.json has no '{key}'.");

    public string Format(string key, params ReadOnlySpan<object?> values) => string.Format(Culture, this[key], values);

    /// <summary>Chooses "key.one", "key.few", "key.many" or "key.other" by count. {0} is the count, {1} ... are the values.</summary>
    public string Count(string key, int count, params ReadOnlySpan<object?> values)
    {
        var form = $"{key}.{Plurals.CategoryOf(count)}";
        return string.Format(Culture, this[_texts.ContainsKey(form) ? form : key + ".other"], [count, .. values]);
    }

    /// <summary>As <see cref="Count"/> by the first value if the text has plural forms, else as <see cref="Format"/>.</summary>
    public string Tell(string key, params ReadOnlySpan<object?> values) =>
        _texts.ContainsKey(key) ? Format(key, values) : Count(key, (int)values[0]!, values[1..]);

    public string Day(DateOnly day) => Written(day, Culture);

    /// <summary>Month and year.</summary>
    public string Month(DateOnly day) => day.ToString("Y", Culture);

    /// <summary>As it stands after "on". Estonian puts the month into a case.</summary>
    public string DayOn(DateOnly day) => Written(day, _namesOn);

    /// <summary>As it stands after "until".</summary>
    public string DayUntil(DateOnly day) => Written(day, _namesUntil);

    /// <summary>Weekday and date as they stand after "on", such as "Thursday, 10 December".</summary>
    public string WeekdayOn(DateOnly day, bool withYear = false) => Weekday(day, _namesOn, withYear ? " yyyy" : "");

    /// <summary>As it stands after "until".</summary>
    public string WeekdayUntil(DateOnly day) => Weekday(day, _namesUntil, "");

    /// <summary>Such as "since 1 November", with the year if that is another than the year in which it is read.</summary>
    public string Since(DateOnly day, int? readIn = null)
    {
        var form = (day.Year == readIn, day.Day == 1) switch
        {
            (true, true) => "language.firstDayOfYear",
            (true, false) => "language.dayOfYear",
            (false, true) => "language.firstDay",
            (false, false) => "language.day",
        };
        return Format("language.since", day.ToString(this[form], _namesSince));
    }

    private string Written(DateOnly day, IFormatProvider names) =>
        day.ToString(this[day.Day == 1 ? "language.firstDay" : "language.day"], names);

    private string Weekday(DateOnly day, IFormatProvider names, string year) =>
        day.ToString(this[day.Day == 1 ? "language.firstWeekday" : "language.weekday"] + year, names);

    private DateTimeFormatInfo Names(string months, string? weekdays = null)
    {
        var format = (DateTimeFormatInfo)Culture.DateTimeFormat.Clone();
        // The last name is the thirteenth month of other calendars.
        format.MonthNames = format.MonthGenitiveNames = [.. this[months].Split(' '), ""];
        if (weekdays is not null)
        {
            format.DayNames = this[weekdays].Split(' ');
        }
        return format;
    }

    private static FrozenDictionary<string, Language> LoadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith("texts/", StringComparison.Ordinal))
            .Select(name => Load(assembly, name))
            .ToFrozenDictionary(language => language.Code);
    }

    private static Language Load(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var document = JsonDocument.Parse(stream);
        var texts = new Dictionary<string, string>();
        Flatten("", document.RootElement, texts);
        return new Language(Path.GetFileNameWithoutExtension(resource), texts.ToFrozenDictionary());
    }

    private static void Flatten(string prefix, JsonElement element, Dictionary<string, string> texts)
    {
        foreach (var member in element.EnumerateObject())
        {
            var key = prefix + member.Name;
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                Flatten(key + ".", member.Value, texts);
            }
            else
            {
                texts.Add(key, member.Value.GetString()!);
            }
        }
    }
}
