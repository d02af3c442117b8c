namespace Survey.Db.People;

/// <summary>IANA time zones, such as Europe/Tallinn.</summary>
public static class IanaZone
{
    /// <returns>Null when the system knows <paramref name="id"/> as an IANA time zone, else what is wrong with it.</returns>
    public static string? Problem(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId && zone.Id == id && id != "localtime" ? null
        : $"'{Codes.Shorten(id)}' is not a time zone like Europe/Tallinn";
}
