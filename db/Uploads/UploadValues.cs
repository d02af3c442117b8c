using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Survey.Db.Languages;
using Survey.Db.People;
using Survey.Db.Relationships;
using Survey.Db.Units;

namespace Survey.Db.Uploads;

/// <summary>Values as people and spreadsheets write them, in the form that the import reads. Others stay as they are.</summary>
internal sealed partial class UploadValues
{
    private const double FirstSerialDay = 20_000;
    private const double LastSerialDay = 80_000;

    private static readonly HashSet<string> Days = ["active_from", "active_to", "closed_on", "date"];
    private static readonly HashSet<string> UnitFields = ["unit", "parent", "provider", "customer"];

    private readonly Dictionary<string, Dictionary<string, string>> _words = [];
    private readonly Dictionary<string, string> _units;

    private UploadValues(UploadKind kind, IReadOnlyDictionary<string, LocalizedText> units)
    {
        _units = ByName(units);
        _words["language"] = Words(Language.Codes, code => "languages." + code);
        _words["employment"] = Words(EnumText.All<Employment>(), code => "report.employment." + code);
        _words["kind"] =
            kind == UploadKind.Units
                ? Words(EnumText.All<UnitKind>(), code => "upload.unitKind." + code)
                : Words(EnumText.All<RelationshipKind>(), code => "upload.relationshipKind." + code);
    }

    public static async Task<UploadValues> LoadAsync(NpgsqlConnection connection, UploadKind kind, CancellationToken ct) =>
        new(kind, await UnitNames.ByCodeAsync(connection, ct));

    /// <summary>As the reader of a page knows it: days are no numbers.</summary>
    public static string Shown(string field, string text) => Days.Contains(field) ? Day(text) : text;

    /// <summary>A code, or the name of one unit.</summary>
    public bool IsUnit(string text) => _units.ContainsKey(text);

    public string Of(string field, string text, string whenEmpty) =>
        text.Length == 0 ? whenEmpty
        : Days.Contains(field) ? Day(text)
        : UnitFields.Contains(field) ? _units.GetValueOrDefault(text, text)
        : _words.TryGetValue(field, out var words) ? words.GetValueOrDefault(text, text)
        : text;

    /// <summary>Codes win over names, and a name that two units have stays as it is.</summary>
    private static Dictionary<string, string> ByName(IReadOnlyDictionary<string, LocalizedText> units)
    {
        var names = units
            .SelectMany(unit => unit.Value.Values.Values.Select(name => (Name: name.Trim(), Code: unit.Key)))
            .Distinct()
            .GroupBy(unit => unit.Name, unit => unit.Code, StringComparer.OrdinalIgnoreCase)
            .Where(name => name.Distinct().Count() == 1)
            .ToDictionary(name => name.Key, name => name.First(), StringComparer.OrdinalIgnoreCase);
        foreach (var code in units.Keys)
        {
            names[code] = code;
        }
        return names;
    }

    /// <summary>Codes in any case, and their texts in all languages.</summary>
    private static Dictionary<string, string> Words(IReadOnlyList<string> codes, Func<string, string> key)
    {
        var words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var code in codes)
        {
            foreach (var tongue in Language.Codes)
            {
                words.TryAdd(Language.Of(tongue)[key(code)], code);
            }
        }
        foreach (var code in codes)
        {
            words[code] = code;
        }
        return words;
    }

    private static string Day(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
        && serial is > FirstSerialDay and < LastSerialDay
            ? Iso(DateTime.FromOADate(serial))
        : Dotted().IsMatch(text)
        && DateTime.TryParseExact(Dotted().Match(text).Value, "d.M.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Iso(day)
        : IsoWithTime().Match(text) is { Success: true } iso ? iso.Groups[1].Value
        : text;

    private static string Iso(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{1,2}\.\d{1,2}\.\d{4}")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2})[T ]0?0:00(:00)?(\.0+)?Z?$")]
    private static partial Regex IsoWithTime();
}
