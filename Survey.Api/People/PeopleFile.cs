using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using MiniExcelLibs;
using Survey.Db;
using Survey.Db.People;

namespace Survey.Api.People;

/// <summary>All people in the columns of the import: what is downloaded can be uploaded again.</summary>
internal static class PeopleFile
{
    private const char ByteOrderMark = '\uFEFF';
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task<FileContentHttpResult> CsvAsync(Database database, CancellationToken ct)
    {
        var text = new StringBuilder().Append(ByteOrderMark);
        var people = await ReadAsync(database, ct);
        text.AppendJoin(',', Columns).Append("\r\n");
        foreach (var person in people)
        {
            text.AppendJoin(',', PersonForm.Values(person).Select(field => Quoted(field.Value))).Append("\r\n");
        }
        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "people.csv");
    }

    public static async Task<FileContentHttpResult> XlsxAsync(Database database, CancellationToken ct)
    {
        var people = await ReadAsync(database, ct);
        using var file = new MemoryStream();
        await file.SaveAsAsync(
            people.Select(person => PersonForm.Values(person).ToDictionary(field => field.Column, field => (object)field.Value)),
            cancellationToken: ct
        );
        return TypedResults.File(file.ToArray(), Workbook, "people.xlsx");
    }

    private static IReadOnlyList<string> Columns => [.. PersonImport.Columns.Required, .. PersonImport.Columns.Optional];

    private static async Task<IReadOnlyList<PersonRecord>> ReadAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenUnlimitedAsync(ct);
        return await PersonRecord.AllAsync(connection, ct);
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",;\"\n") < 0 ? cell : '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
