using Npgsql;
using Survey.Db.Zones;

namespace Survey.Db.Holidays;

public sealed class HolidayCalendar
{
    private static readonly HashSet<DateOnly> None = [];

    public static readonly HolidayCalendar Empty = new([]);

    private readonly Dictionary<string, HashSet<DateOnly>> _days;

    public HolidayCalendar(IEnumerable<(string Country, DateOnly Day)> holidays) =>
        _days = holidays
            .GroupBy(holiday => holiday.Country, holiday => holiday.Day)
            .ToDictionary(country => country.Key, country => country.ToHashSet());

    public IReadOnlySet<DateOnly> Of(string timeZone) =>
        ZoneNames.CountryOf(timeZone) is { } country ? _days.GetValueOrDefault(country, None) : None;

    public static async Task<HolidayCalendar> LoadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        new((await connection.ListAsync<Holiday>("select country, day from holiday", null, ct)).Select(row => (row.Country, row.Day)));

    private sealed record Holiday(string Country, DateOnly Day);
}
