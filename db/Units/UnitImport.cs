using Npgsql;
using Survey.Db.Csv;
using Survey.Db.Languages;

namespace Survey.Db.Units;

public static class UnitImport
{
    private static readonly IReadOnlyList<string> Kinds = EnumText.All<UnitKind>();

    public static readonly CsvColumns Columns = new(
        ["code", "name", "kind", "parent", "lead_email"],
        [.. Language.Codes.Where(code => code != "en").Select(code => "name_" + code)]
    )
    {
        MayBeEmpty = ["lead_email"],
    };

    /// <summary>
    /// In the caller's transaction. Codes ignore case; the first spelling stays. Units and names not in the file stay. A closed unit in the
    /// file is open again.
    /// </summary>
    /// <exception cref="RefusedException">The file has problems; nothing was written.</exception>
    public static async Task<ImportCounts> ImportAsync(
        NpgsqlConnection connection,
        Stream csv,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var problems = new Problems();
        using var file = CsvFile.Open(csv, Columns, problems);
        var rows = Rows(file).ToList();
        await Staging.OneAtATimeAsync(connection, ct);
        await Staging.FillAsync(
            connection,
            "import_unit",
            """
            line int, code text, names text, kind text, parent text, lead_email text, id bigint, parent_id bigint
            """,
            "line, code, names, kind, parent, lead_email",
            rows.Select(row => new object?[] { row.Line, row.Code, row.Names.ToJson(), row.Kind, row.Parent, row.LeadEmail }),
            ct
        );
        await Staging.CheckUniqueAsync(connection, "import_unit", "code", problems, ct);
        TreeCheck.Check(rows, await PlacesAsync(connection, ct), problems);
        problems.ThrowIfAny();

        var mentioned = Language.Codes.Where(code => code == "en" || file.Has("name_" + code)).ToArray();
        var leads = await UnitLeads.ListAsync(connection, ct);
        var counts = await MergeAsync(connection, rows.Count, mentioned, ct);
        await UnitLeads.LogChangesAsync(connection, leads, actor, now, ct);
        return counts with { Warnings = problems.Warnings };
    }

    private static IEnumerable<UnitRow> Rows(CsvFile file)
    {
        while (file.Read())
        {
            yield return new UnitRow(
                file.Line,
                file.Code("code"),
                Names(file),
                file.OneOf("kind", Kinds),
                file.Optional("parent"),
                file.OptionalEmail("lead_email")
            );
        }
    }

    private static LocalizedText Names(CsvFile file)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["en"] = file.Name("name") ?? "" };
        foreach (var language in Language.Codes.Where(code => code != "en"))
        {
            if (file.OptionalName("name_" + language) is { } name)
            {
                names[language] = name;
            }
        }
        return new LocalizedText(names);
    }

    private static Task<IReadOnlyList<UnitPlace>> PlacesAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<UnitPlace>(
            """
            select unit.code, parent.code as parent, unit.closed_on is not null as is_closed
            from unit left join unit parent on parent.id = unit.parent_id
            """,
            null,
            ct
        );

    private static async Task<ImportCounts> MergeAsync(NpgsqlConnection connection, int rows, string[] mentioned, CancellationToken ct)
    {
        // A root that gets a parent is its own parent for a moment, because there may be only one root at any time.
        await connection.RunAsync(
            """
            update import_unit i set id = unit.id from unit where lower(unit.code) = lower(i.code);
            update import_unit set id = nextval(pg_get_serial_sequence('unit', 'id')) where id is null;
            update import_unit i set parent_id = unit.id from unit where lower(unit.code) = lower(i.parent);
            update import_unit i set parent_id = p.id from import_unit p where lower(p.code) = lower(i.parent);
            update unit set parent_id = unit.id from import_unit i
            where i.id = unit.id and unit.parent_id is null and i.parent_id is not null;
            """,
            null,
            ct
        );
        var added = await connection.RunAsync(
            """
            insert into unit (id, code, names, kind, parent_id, lead_email) overriding system value
            select id, code, names::jsonb, kind, parent_id, lead_email
            from import_unit i
            where not exists (select from unit where unit.id = i.id)
            """,
            null,
            ct
        );
        var changed = await connection.RunAsync(
            """
            update unit
            set names = (unit.names - @mentioned::text[]) || i.names::jsonb, kind = i.kind, parent_id = i.parent_id,
                lead_email = i.lead_email, closed_on = null
            from import_unit i
            where i.id = unit.id
              and (unit.names, unit.kind, unit.parent_id, unit.lead_email, unit.closed_on)
                  is distinct from ((unit.names - @mentioned::text[]) || i.names::jsonb, i.kind, i.parent_id, i.lead_email, null)
            """,
            new { mentioned },
            ct
        );
        return new ImportCounts(added, changed, rows - added - changed);
    }
}

/// <param name="Code">Null: not valid; likewise <paramref name="Kind"/>. Parent null: the root.</param>
internal sealed record UnitRow(int Line, string? Code, LocalizedText Names, string? Kind, string? Parent, string? LeadEmail);
