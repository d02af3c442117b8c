namespace Survey.Db.Holidays;

/// <summary>
/// Which country a time zone belongs to, from zone.tab of the system's time zone data: it gives each zone one country. Zones that
/// belong to none, such as UTC, have no holidays.
/// </summary>
public static class ZoneCountries
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Zones = new(Read);

    /// <summary>ISO 3166 codes.</summary>
    public static IReadOnlySet<string> Countries { get; } = Zones.Value.Values.ToHashSet();

    /// <returns>Null: none.</returns>
    public static string? Of(string timeZone) => Zones.Value.GetValueOrDefault(timeZone);

    private static Dictionary<string, string> Read()
    {
        var folder = Environment.GetEnvironmentVariable("TZDIR") is { Length: > 0 } set ? set : "/usr/share/zoneinfo";
        return File.ReadLines(Path.Combine(folder, "zone.tab"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .ToDictionary(fields => fields[2], fields => fields[0]);
    }
}
