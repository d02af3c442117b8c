using System.Globalization;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Uploads;

namespace Survey.Api.Uploads;

/// <summary>Fields and values of a file as a reader knows them.</summary>
internal static class UploadWords
{
    /// <summary>Fields whose value is the code of a unit.</summary>
    public static IReadOnlyList<string> UnitFields { get; } = ["unit", "parent", "provider", "customer"];

    /// <summary>A field that is no column of ours, such as a step of earlier answers, is called as in the file.</summary>
    public static string Field(Language language, UploadKind kind, string field) =>
        !UploadFields.All(kind).Contains(field) ? field
        : field.StartsWith("name_", StringComparison.Ordinal)
            ? language.Format("upload.nameIn", language["languages." + field["name_".Length..]])
        : language[$"upload.field.{field}"];

    public static string Value(Language language, UploadKind kind, string field, string? value) =>
        string.IsNullOrEmpty(value)
            ? language["upload.nothing"]
            : field switch
            {
                "language" => language["languages." + value],
                "employment" => language["report.employment." + value],
                "kind" when kind == UploadKind.Units => language["upload.unitKind." + value],
                "kind" => language["upload.relationshipKind." + value],
                "active_from" or "active_to" or "closed_on" or "date" => language.Day(DateOnly.Parse(value, CultureInfo.InvariantCulture)),
                _ => value,
            };

    public static string Problem(Language language, UploadKind kind, Problem problem)
    {
        var said = problem.Sentence.In(language);
        var placed =
            problem.Place is { Length: > 0 } place && place != "file"
                ? language.Format("problems.colon", Field(language, kind, place), said)
                : said;
        return problem.Line is { } line ? language.Format("problems.line", line, placed) : placed;
    }
}
