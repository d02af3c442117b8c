using Npgsql;
using Survey.Db.Csv;

namespace Survey.Db.Relationships;

public static class RelationshipImport
{
    private static readonly IReadOnlyList<string> Kinds = EnumText.All<RelationshipKind>();

    public static readonly CsvColumns Columns = new(["code", "provider", "customer", "kind", "journey", "owner_email"], [])
    {
        MayBeEmpty = ["owner_email"],
    };

    /// <summary>
    /// In the caller's transaction. Codes ignore case; the first spelling stays. Relationships not in the file stay. One that has ended and
    /// is in the file goes on.
    /// </summary>
    /// <exception cref="RefusedException">The file has problems; nothing was written.</exception>
    public static async Task<ImportCounts> ImportAsync(NpgsqlConnection connection, Stream csv, CancellationToken ct)
    {
        var problems = new Problems();
        using var file = CsvFile.Open(csv, Columns, problems);
        await Staging.OneAtATimeAsync(connection, ct);
        var rows = await Staging.FillAsync(
            connection,
            "import_relationship",
            """
            line int, code text, provider text, customer text, kind text, journey text, owner_email text,
            provider_id bigint, customer_id bigint, journey_id bigint
            """,
            "line, code, provider, customer, kind, journey, owner_email",
            Rows(file),
            ct
        );
        await Staging.CheckUniqueAsync(connection, "import_relationship", "code", problems, ct);
        await FindAsync(connection, ct);
        await RelationshipRules.CheckAsync(connection, problems, ct);
        problems.ThrowIfAny();
        return await MergeAsync(connection, rows, ct) with { Warnings = problems.Warnings };
    }

    private static IEnumerable<object?[]> Rows(CsvFile file)
    {
        while (file.Read())
        {
            yield return
            [
                file.Line,
                file.Code("code"),
                file.Required("provider"),
                file.Required("customer"),
                file.OneOf("kind", Kinds),
                file.Required("journey"),
                file.OptionalEmail("owner_email"),
            ];
        }
    }

    private static Task<int> FindAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync(
            """
            update import_relationship i set provider_id = unit.id from unit where lower(unit.code) = lower(i.provider);
            update import_relationship i set customer_id = unit.id from unit where lower(unit.code) = lower(i.customer);
            update import_relationship i set journey_id = journey.id from journey where lower(journey.code) = lower(i.journey);
            """,
            null,
            ct
        );

    private static async Task<ImportCounts> MergeAsync(NpgsqlConnection connection, int rows, CancellationToken ct)
    {
        var changed = await connection.RunAsync(
            """
            update relationship
            set provider_unit_id = i.provider_id, customer_unit_id = i.customer_id, kind = i.kind, journey_id = i.journey_id,
                owner_email = i.owner_email, ended_on = null
            from import_relationship i
            where lower(relationship.code) = lower(i.code)
              and (relationship.provider_unit_id, relationship.customer_unit_id, relationship.kind, relationship.journey_id,
                   relationship.owner_email, relationship.ended_on)
                  is distinct from (i.provider_id, i.customer_id, i.kind, i.journey_id, i.owner_email, null)
            """,
            null,
            ct
        );
        var added = await connection.RunAsync(
            """
            insert into relationship (code, provider_unit_id, customer_unit_id, kind, journey_id, owner_email)
            select code, provider_id, customer_id, kind, journey_id, owner_email
            from import_relationship i
            where not exists (select from relationship where lower(relationship.code) = lower(i.code))
            order by line
            """,
            null,
            ct
        );
        return new ImportCounts(added, changed, rows - added - changed);
    }
}
