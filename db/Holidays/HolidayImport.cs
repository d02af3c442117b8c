using Npgsql;
using Survey.Db.Csv;
using Survey.Db.Zones;

namespace Survey.Db.Holidays;

public static class HolidayImport
{
    public static readonly CsvColumns Columns = new(["country", "date", "name"], []);

    /// <summary>Runs in the caller's transaction. Holidays that the file does not mention stay.</summary>
    /// <exception cref="RefusedException">The file has problems; nothing was written.</exception>
    public static async Task<ImportCounts> ImportAsync(NpgsqlConnection connection, Stream csv, CancellationToken ct)
    {
        var problems = new Problems();
        using var file = CsvFile.Open(csv, Columns, problems);
        await Staging.OneAtATimeAsync(connection, ct);
        var rows = await Staging.FillAsync(
            connection,
            "import_holiday",
            "line int, country text, day date, name text",
            "line, country, day, name",
            Rows(file),
            ct
        );
        var repeated = await connection.ListAsync<(int Line, int First)>(
            """
            select line, first_line
            from (select line, min(line) over (partition by country, day) as first_line from import_holiday
                  where country is not null and day is not null) as found
            where line > first_line
            """,
            null,
            ct
        );
        foreach (var (line, first) in repeated)
        {
            problems.Add(line, "date", new("problems.holiday.repeated", first));
        }
        problems.ThrowIfAny();
        return await MergeAsync(connection, rows, ct) with { Warnings = problems.Warnings };
    }

    private static IEnumerable<object?[]> Rows(CsvFile file)
    {
        while (file.Read())
        {
            yield return [file.Line, Country(file), file.Day("date"), file.Name("name")];
        }
    }

    private static string? Country(CsvFile file)
    {
        if (file.Required("country") is { } code && !ZoneNames.AllCountries.Contains(code))
        {
            file.Problem("country", new("problems.holiday.country", Codes.Shorten(code)));
        }
        return file["country"];
    }

    private static async Task<ImportCounts> MergeAsync(NpgsqlConnection connection, int rows, CancellationToken ct)
    {
        var changed = await connection.RunAsync(
            """
            update holiday set name = i.name from import_holiday i
            where holiday.country = i.country and holiday.day = i.day and holiday.name <> i.name
            """,
            null,
            ct
        );
        var added = await connection.RunAsync(
            """
            insert into holiday (country, day, name) select country, day, name from import_holiday on conflict do nothing
            """,
            null,
            ct
        );
        return new ImportCounts(added, changed, rows - added - changed);
    }
}
