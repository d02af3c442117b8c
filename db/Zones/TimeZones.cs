namespace Survey.Db.Zones;

/// <summary>Names to choose from.</summary>
public static class TimeZones
{
    private static readonly string[] Continents =
    [
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];

    /// <summary>IANA names that the system knows, by place.</summary>
    public static IReadOnlyList<string> Common { get; } =
    [
        "UTC",
        .. TimeZoneInfo
            .GetSystemTimeZones()
            .Select(zone => zone.Id)
            .Where(id => Continents.Any(continent => id.StartsWith(continent, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];
}
