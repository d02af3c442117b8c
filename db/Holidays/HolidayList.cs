using Npgsql;

namespace Survey.Db.Holidays;

public sealed record NamedHoliday(string Country, DateOnly Day, string Name);

public static class HolidayList
{
    public static Task<IReadOnlyList<NamedHoliday>> BetweenAsync(
        NpgsqlConnection connection,
        DateOnly from,
        DateOnly to,
        CancellationToken ct
    ) =>
        connection.ListAsync<NamedHoliday>(
            "select country, day, name from holiday where day between @from and @to order by day, country",
            new { from, to },
            ct
        );
}
