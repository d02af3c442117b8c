using System.Collections.Concurrent;

namespace Survey.Db.Zones;

/// <summary>Time zones by their IANA name, such as Europe/Tallinn. A former name of a zone, such as Europe/Kiev, is as good.</summary>
public static class Zone
{
    /// <summary>Names of the system's files that are no places: with leap seconds, or whatever the host is set to.</summary>
    private static readonly string[] NoPlaces = ["posix/", "right/", "posixrules", "localtime", "Factory"];

    private static readonly ConcurrentDictionary<string, TimeZoneInfo?> Found = [];

    /// <summary>
    /// The zone, whatever happened to its name: mails and pages go on when an update of the system drops a zone. UTC stands for a zone that
    /// nobody knows; <see cref="Programme.Trouble"/> tells HR.
    /// </summary>
    public static TimeZoneInfo Of(string name) => Find(name) ?? TimeZoneInfo.Utc;

    /// <summary>The system knows the zone by this name or by its present one.</summary>
    public static bool IsKnown(string name) => Find(name) is not null;

    /// <returns>Null: it may be stored. Else what is wrong with it.</returns>
    public static string? Problem(string name) =>
        IsKnown(name) && !NoPlaces.Any(place => name.StartsWith(place, StringComparison.Ordinal))
            ? null
            : $"'{Codes.Shorten(name)}' is not a time zone like Europe/Tallinn";

    private static TimeZoneInfo? Find(string name) =>
        Found.GetOrAdd(name, static name => FindOnSystem(name) ?? FindOnSystem(ZoneNames.Present(name)));

    /// <summary>The name must be spelled as IANA does: Windows names and other cases mean something else on the next host.</summary>
    private static TimeZoneInfo? FindOnSystem(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId && zone.Id == name ? zone : null;
}
