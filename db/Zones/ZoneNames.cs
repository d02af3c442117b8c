namespace Survey.Db.Zones;

/// <summary>The lists are embedded, because a system may lack zone.tab or the old names.</summary>
public static class ZoneNames
{
    private const string SystemFolder = "/usr/share/zoneinfo";

    private static readonly Dictionary<string, string> PresentNames = new(Embedded("old-names"));

    private static readonly Dictionary<string, string> Countries = ReadCountries();

    /// <summary>The present name of a zone; unknown names are returned unchanged.</summary>
    public static string Present(string name) => PresentNames.GetValueOrDefault(name, name);

    /// <summary>ISO 3166 code; null: the zone belongs to no country, such as UTC.</summary>
    public static string? CountryOf(string name) => Countries.GetValueOrDefault(name) ?? Countries.GetValueOrDefault(Present(name));

    public static IReadOnlySet<string> AllCountries { get; } = Countries.Values.ToHashSet();

    /// <summary>The list of the system may be newer, so it overrides the embedded one.</summary>
    private static Dictionary<string, string> ReadCountries()
    {
        var countries = new Dictionary<string, string>(Embedded("countries"));
        foreach (var fields in SystemLines().Select(line => line.Split('\t')).Where(fields => fields.Length >= 3 && fields[0].Length == 2))
        {
            countries[fields[2]] = fields[0];
        }
        return countries;
    }

    private static string[] SystemLines()
    {
        try
        {
            var folder = Environment.GetEnvironmentVariable("TZDIR") is { Length: > 0 } set ? set : SystemFolder;
            return File.ReadAllLines(Path.Combine(folder, "zone.tab"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Embedded(string list)
    {
        using var file = new StreamReader(typeof(ZoneNames).Assembly.GetManifestResourceStream($"zones/{list}.txt")!);
        return
        [
            .. file.ReadToEnd()
                .Split('\n')
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split(' '))
                .Select(fields => KeyValuePair.Create(fields[0], fields[1])),
        ];
    }
}
