using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Settings;
using Survey.Db.Structure;
using Survey.Db.Units;

namespace Survey.Db.Uploads;

/// <summary>Departments that only a list of people names. If that was chosen they are made directly below the root.</summary>
internal static class UploadUnits
{
    private const string Field = "unit";

    /// <summary>So many new names are rather another column: of names, or of addresses.</summary>
    private const int Most = 200;

    /// <summary>In the caller's transaction, before the import. Audited.</summary>
    /// <returns>The names of the new units.</returns>
    /// <exception cref="RefusedException">There is no root and no name for one, too many are new, or a name cannot be one.</exception>
    public static async Task<IReadOnlyList<string>> AddMissingAsync(
        NpgsqlConnection connection,
        StoredUpload upload,
        UploadValues values,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var column = Array.IndexOf(upload.Fields, Field);
        if (!upload.AddsUnits || column < 0)
        {
            return [];
        }
        var names = UploadContent
            .Read(upload)
            .Select(row => row[column])
            .Where(name => name.Length > 0 && !values.IsUnit(name))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(Most + 1)
            .ToList();
        if (names.Count > Most)
        {
            throw new RefusedException(new Sentence("problems.upload.manyUnits", Most), Field);
        }
        if (names.Count > 0)
        {
            await AddAsync(connection, names, actor, now, ct);
        }
        return names;
    }

    private static async Task AddAsync(
        NpgsqlConnection connection,
        List<string> names,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var codes = (await connection.ListAsync<string>("select code from unit", null, ct)).ToList();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        var root = await connection.FindAsync<string>("select code from unit where parent_id is null", null, ct);
        if (root is null)
        {
            var organisation = (await StoredOrganisation.ReadAsync(connection, ct)).Name
                ?? throw new RefusedException(new Sentence("problems.upload.noRoot"), Field);
            root = Add(organisation, "");
            names.RemoveAll(name => organisation.Values.Values.Contains(name, StringComparer.OrdinalIgnoreCase));
        }
        foreach (var name in names)
        {
            Add(LocalizedText.Of(name), root);
        }
        try
        {
            await using var file = EnteredRow.Of(rows);
            await UnitImport.ImportAsync(connection, file, actor, now, ct);
        }
        catch (RefusedException refused)
        {
            throw new RefusedException([.. refused.Problems.Select(problem => problem with { Line = null, Place = Field })]);
        }
        foreach (var row in rows)
        {
            await AuditLog.AddAsync(connection, actor, "added unit", row["code"], now, ct);
        }

        string Add(LocalizedText name, string parent)
        {
            var code = FreeCode.Make(name.In("en"), codes);
            codes.Add(code);
            var row = new Dictionary<string, string>
            {
                ["code"] = code,
                ["name"] = name.In("en"),
                ["kind"] = UnitKind.Department.Text(),
                ["parent"] = parent,
                ["lead_email"] = "",
            };
            foreach (var language in Language.Codes.Where(language => language != "en"))
            {
                row["name_" + language] = name.Values.GetValueOrDefault(language) ?? "";
            }
            rows.Add(row);
            return code;
        }
    }
}
