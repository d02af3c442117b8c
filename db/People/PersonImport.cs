using Npgsql;
using Survey.Db.Csv;
using Survey.Db.Languages;

namespace Survey.Db.People;

public static class PersonImport
{
    private const int LongestId = 60;

    public static readonly CsvColumns Columns = new(
        ["email", "name", "unit", "language", "time_zone", "employment"],
        ["active_from", "active_to", "external_id"]
    );

    /// <summary>In the caller's transaction. A person is found by external id, else by address. People not in the file stay.</summary>
    /// <exception cref="RefusedException">The file has problems; nothing was written.</exception>
    public static Task<ImportCounts> ImportAsync(
        NpgsqlConnection connection,
        Stream csv,
        NamesakePolicy namesakes,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    ) => ImportAsync(connection, csv, problems => PersonMatching.MatchAsync(connection, namesakes, problems, ct), actor, now, ct);

    /// <summary>The only row is about that person, whatever address and external id it has.</summary>
    /// <exception cref="RefusedException">The row has problems; nothing was written.</exception>
    internal static Task<ImportCounts> ImportOneAsync(
        NpgsqlConnection connection,
        Stream csv,
        long personId,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    ) => ImportAsync(connection, csv, _ => PersonMatching.TakeAsync(connection, personId, ct), actor, now, ct);

    private static async Task<ImportCounts> ImportAsync(
        NpgsqlConnection connection,
        Stream csv,
        Func<Problems, Task> match,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var problems = new Problems();
        using var file = CsvFile.Open(csv, Columns, problems);
        await Staging.OneAtATimeAsync(connection, ct);
        var rows = await Staging.FillAsync(
            connection,
            "import_person",
            """
            line int, email text, punycode text, external_id text, name text, unit text, language text, time_zone text, employment text,
            active_from date, active_to date, unit_id bigint, person_id bigint
            """,
            "line, email, punycode, external_id, name, unit, language, time_zone, employment, active_from, active_to",
            Rows(file),
            ct
        );
        await CheckAsync(connection, problems, ct);
        await match(problems);
        problems.ThrowIfAny();
        await AddressChanges.ApplyAsync(connection, actor, now, ct);
        var columns = new Given(file.Has("active_from"), file.Has("active_to"), file.Has("external_id"));
        return await MergeAsync(connection, rows, columns, ct) with { Warnings = problems.Warnings };
    }

    private static IEnumerable<object?[]> Rows(CsvFile file)
    {
        while (file.Read())
        {
            var (from, to) = (file.FirstDay("active_from"), file.LastDay("active_to"));
            if (from > to)
            {
                file.Problem("active_to", new("problems.people.lastDay", to!));
            }
            var id = Id(file);
            var email = id is null ? file.Email("email") : file.OptionalEmail("email");
            yield return
            [
                file.Line,
                email,
                email is null ? null : EmailAddress.Punycode(email)?.ToLowerInvariant(),
                id,
                file.Name("name"),
                file.Required("unit"),
                file.OneOf("language", Language.Codes),
                file.TimeZone("time_zone"),
                file.OneOf("employment", EnumText.All<Employment>()),
                from,
                to,
            ];
        }
    }

    private static string? Id(CsvFile file)
    {
        var id = file.Optional("external_id");
        if (id?.Length > LongestId)
        {
            file.Problem("external_id", new("problems.tooLong", LongestId));
        }
        else if (id?.Any(char.IsControl) is true)
        {
            file.Problem("external_id", new("problems.lineBreak"));
        }
        return id;
    }

    private static async Task CheckAsync(NpgsqlConnection connection, Problems problems, CancellationToken ct)
    {
        await Staging.CheckUniqueAsync(connection, "import_person", "email", problems, ct);
        await Staging.CheckUniqueAsync(connection, "import_person", "external_id", problems, ct);
        await connection.RunAsync(
            """
            update import_person set unit_id = unit.id from unit where lower(unit.code) = lower(import_person.unit)
            """,
            null,
            ct
        );
        // Who left before the unit closed may stand in it.
        var wrongUnits = await connection.ListAsync<(int Line, string Unit, bool IsClosed)>(
            """
            select import_person.line, import_person.unit, unit.id is not null
            from import_person left join unit on unit.id = unit_id
            where import_person.unit is not null
              and (unit_id is null or unit.closed_on <= coalesce(import_person.active_to, 'infinity'))
            """,
            null,
            ct
        );
        foreach (var (line, unit, isClosed) in wrongUnits)
        {
            problems.Add(line, "unit", new(isClosed ? "problems.unit.closed" : "problems.unit.unknown", Codes.Shorten(unit)));
        }
    }

    /// <summary>Values of columns that the file does not have stay.</summary>
    private static async Task<ImportCounts> MergeAsync(NpgsqlConnection connection, int rows, Given given, CancellationToken ct)
    {
        var changed = await connection.RunAsync(
            """
            with given as (
                select person.id, i.email, i.name, i.unit_id, i.language, i.time_zone, i.employment,
                       case when @From then i.active_from else person.active_from end as active_from,
                       case when @To then i.active_to else person.active_to end as active_to,
                       case when @ExternalId then i.external_id else person.external_id end as external_id
                from import_person i join person on person.id = i.person_id
            )
            update person
            set email = given.email, name = given.name, unit_id = given.unit_id, language = given.language, time_zone = given.time_zone,
                employment = given.employment, active_from = given.active_from, active_to = given.active_to, external_id = given.external_id
            from given
            where person.id = given.id
              and (person.email, person.name, person.unit_id, person.language, person.time_zone, person.employment,
                   person.active_from, person.active_to, person.external_id)
                  is distinct from (given.email, given.name, given.unit_id, given.language, given.time_zone, given.employment,
                   given.active_from, given.active_to, given.external_id)
            """,
            given,
            ct
        );
        var added = await connection.RunAsync(
            """
            insert into person (email, external_id, name, unit_id, language, time_zone, employment, active_from, active_to)
            select email, external_id, name, unit_id, language, time_zone, employment, active_from, active_to
            from import_person
            where person_id is null
            order by line
            """,
            null,
            ct
        );
        return new ImportCounts(added, changed, rows - added - changed);
    }

    private sealed record Given(bool From, bool To, bool ExternalId);
}
