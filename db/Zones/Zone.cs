using System.Collections.Concurrent;
using Survey.Db.Languages;

namespace Survey.Db.Zones;

/// <summary>By IANA name, such as Europe/Tallinn. Former names, such as Europe/Kiev, are accepted.</summary>
public static class Zone
{
    /// <summary>Files of the system that are not time zones of a place.</summary>
    private static readonly string[] NoPlaces = ["posix/", "right/", "posixrules", "localtime", "Factory"];

    private static readonly ConcurrentDictionary<string, TimeZoneInfo?> Found = [];

    /// <summary>UTC for an unknown zone: mails go on after a system update; <see cref="Programme.ProgrammeProblems"/> tells HR.</summary>
    public static TimeZoneInfo Of(string name) => Find(name) ?? TimeZoneInfo.Utc;

    public static bool IsKnown(string name) => Find(name) is not null;

    /// <summary>Null: the name may be stored.</summary>
    public static Sentence? Problem(string name) =>
        IsKnown(name) && !NoPlaces.Any(place => name.StartsWith(place, StringComparison.Ordinal))
            ? null
            : new Sentence("problems.zone", Codes.Shorten(name));

    private static TimeZoneInfo? Find(string name) =>
        Found.GetOrAdd(name, static name => FindOnSystem(name) ?? FindOnSystem(ZoneNames.Present(name)));

    /// <summary>IANA spelling only: other hosts may not know Windows names and other cases.</summary>
    private static TimeZoneInfo? FindOnSystem(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId && zone.Id == name ? zone : null;
}
