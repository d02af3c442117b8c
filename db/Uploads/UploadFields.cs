using Survey.Db.Csv;
using Survey.Db.History;
using Survey.Db.Holidays;
using Survey.Db.People;
using Survey.Db.Relationships;
using Survey.Db.Units;

namespace Survey.Db.Uploads;

/// <summary>The fields of a kind of file: the columns of its import.</summary>
public static class UploadFields
{
    public static CsvColumns Of(UploadKind kind) =>
        kind switch
        {
            UploadKind.People => PersonImport.Columns,
            UploadKind.Units => UnitImport.Columns,
            UploadKind.Relationships => RelationshipImport.Columns,
            UploadKind.Holidays => HolidayImport.Columns,
            UploadKind.Responses => ResponseImport.Columns,
        };

    public static IReadOnlyList<string> All(UploadKind kind) => [.. Of(kind).Required, .. Of(kind).Optional];

    /// <summary>Fields that may have one value for all rows instead of a column.</summary>
    public static IReadOnlyList<string> WithDefault(UploadKind kind) =>
        kind switch
        {
            UploadKind.People => ["language", "time_zone", "employment"],
            UploadKind.Units or UploadKind.Relationships => ["kind"],
            UploadKind.Holidays or UploadKind.Responses => [],
        };

    /// <summary>A column without which no row can be imported.</summary>
    public static bool IsNeeded(UploadKind kind, string field) => Of(kind).Required.Contains(field) && !Of(kind).MayBeEmpty.Contains(field);

    /// <summary>The field of each heading by its name or by a synonym; empty: not recognised, or taken by an earlier column.</summary>
    /// <param name="remembered">Fields by heading in lower case; they win.</param>
    public static string[] Recognise(UploadKind kind, IReadOnlyList<string> headings, IReadOnlyDictionary<string, string> remembered)
    {
        var taken = new HashSet<string>();
        return
        [
            .. headings.Select(heading =>
            {
                var field = remembered.TryGetValue(Key(heading), out var known) ? known : FieldOf(kind, heading);
                return field.Length > 0 && taken.Add(field) ? field : "";
            }),
        ];
    }

    internal static string Key(string heading) => heading.Trim().ToLowerInvariant();

    private static string FieldOf(UploadKind kind, string heading)
    {
        var word = Synonyms.Plain(heading);
        return All(kind).FirstOrDefault(field => Synonyms.Plain(field) == word)
            ?? All(kind).FirstOrDefault(field => Synonyms.Of(kind, field).Contains(word))
            ?? (kind == UploadKind.Responses ? heading.Trim() : "");
    }
}
