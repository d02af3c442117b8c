using Npgsql;
using Survey.Db.Csv;
using Survey.Db.Languages;

namespace Survey.Db.People;

/// <summary>Reads the people file: who works where, and in which language and time zone they are asked.</summary>
public static class PersonImport
{
    public static readonly CsvColumns Columns = new(
        ["email", "name", "unit", "language", "time_zone", "employment"], ["active_from", "active_to"]);

    /// <summary>
    /// Adds and changes people in the caller's transaction; whom the file doesn't mention stays. A person is known by the address,
    /// ignoring case. Memory doesn't grow with the file.
    /// </summary>
    /// <exception cref="RefusedException">The file has problems; nothing was written.</exception>
    public static async Task<ImportCounts> ImportAsync(NpgsqlConnection connection, Stream csv, CancellationToken ct)
    {
        var problems = new Problems();
        using var file = CsvFile.Open(csv, Columns, problems);
        await Staging.OneAtATimeAsync(connection, ct);
        var rows = await Staging.FillAsync(connection, "import_person", """
            line int, email text, name text, unit text, language text, time_zone text, employment text,
            active_from date, active_to date, unit_id bigint
            """, "line, email, name, unit, language, time_zone, employment, active_from, active_to", Rows(file), ct);
        await CheckAsync(connection, problems, ct);
        problems.ThrowIfAny();
        return await MergeAsync(connection, rows, file.Has("active_from"), file.Has("active_to"), ct);
    }

    private static IEnumerable<object?[]> Rows(CsvFile file)
    {
        while (file.Read())
        {
            var (from, to) = (file.OptionalDay("active_from"), file.OptionalDay("active_to"));
            if (from > to)
            {
                file.Problem("active_to", $"{to:yyyy-MM-dd} is before active_from");
            }
            yield return
            [
                file.Line, file.Email("email"), file.Name("name"), file.Required("unit"), file.OneOf("language", Language.Codes),
                file.TimeZone("time_zone"), file.OneOf("employment", Employment.Kinds), from, to,
            ];
        }
    }

    private static async Task CheckAsync(NpgsqlConnection connection, Problems problems, CancellationToken ct)
    {
        await Staging.CheckUniqueAsync(connection, "import_person", "email", problems, ct);
        await connection.RunAsync("""
            update import_person set unit_id = unit.id from unit where lower(unit.code) = lower(import_person.unit)
            """, null, ct);
        var homeless = await connection.ListAsync<(int Line, string Unit)>(
            "select line, unit from import_person where unit is not null and unit_id is null", null, ct);
        foreach (var (line, unit) in homeless)
        {
            problems.Add(line, "unit", $"there is no unit '{Codes.Shorten(unit)}'");
        }
    }

    private static async Task<ImportCounts> MergeAsync(
        NpgsqlConnection connection, int rows, bool hasFrom, bool hasTo, CancellationToken ct)
    {
        var changed = await connection.RunAsync("""
            update person
            set email = i.email, name = i.name, unit_id = i.unit_id, language = i.language, time_zone = i.time_zone,
                employment = i.employment,
                active_from = case when @hasFrom then i.active_from else person.active_from end,
                active_to = case when @hasTo then i.active_to else person.active_to end
            from import_person i
            where lower(person.email) = lower(i.email)
              and (person.email, person.name, person.unit_id, person.language, person.time_zone, person.employment,
                   person.active_from, person.active_to)
                  is distinct from (i.email, i.name, i.unit_id, i.language, i.time_zone, i.employment,
                   case when @hasFrom then i.active_from else person.active_from end,
                   case when @hasTo then i.active_to else person.active_to end)
            """, new { hasFrom, hasTo }, ct);
        var added = await connection.RunAsync("""
            insert into person (email, name, unit_id, language, time_zone, employment, active_from, active_to)
            select email, name, unit_id, language, time_zone, employment, active_from, active_to
            from import_person i
            where not exists (select from person where lower(person.email) = lower(i.email))
            order by line
            """, null, ct);
        return new ImportCounts(added, changed, rows - added - changed);
    }
}
