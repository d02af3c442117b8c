using System.Globalization;
using Survey.Db.People;
using Survey.Db.Zones;

namespace Survey.Db.Csv;

/// <summary>Reads a field of the current row; null, and a problem, when it is not what it should be.</summary>
internal static class CsvFields
{
    public const int LongestName = 200;

    public static string? Optional(this CsvFile file, string column) => file[column] is { Length: > 0 } value ? value : null;

    public static string? Required(this CsvFile file, string column) => Checked(file, column, file[column], null);

    public static string? Code(this CsvFile file, string column) => Checked(file, column, file[column], Codes.Problem(file[column]));

    public static string? OneOf(this CsvFile file, string column, IReadOnlyList<string> values) =>
        Checked(file, column, file[column], values.Contains(file[column]) ? null
            : $"'{Codes.Shorten(file[column])}' is not one of {string.Join(", ", values)}");

    public static string? Name(this CsvFile file, string column) => Checked(file, column, file[column], NameProblem(file[column]));

    public static string? OptionalName(this CsvFile file, string column) => file[column].Length == 0 ? null : file.Name(column);

    public static string? Email(this CsvFile file, string column) =>
        Checked(file, column, file[column], EmailAddress.Problem(file[column]));

    public static string? OptionalEmail(this CsvFile file, string column) => file[column].Length == 0 ? null : file.Email(column);

    public static string? TimeZone(this CsvFile file, string column) =>
        Checked(file, column, file[column], Zone.Problem(file[column]));

    public static DateOnly? Day(this CsvFile file, string column)
    {
        if (DateOnly.TryParseExact(file[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year > 1900)
        {
            return day;
        }
        file.Problem(column, file[column].Length == 0 ? "is empty" : $"'{Codes.Shorten(file[column])}' is not a date like 2026-03-31");
        return null;
    }

    public static DateOnly? OptionalDay(this CsvFile file, string column) => file[column].Length == 0 ? null : file.Day(column);

    private static string? NameProblem(string name) =>
        name.Length > LongestName ? $"is longer than {LongestName} characters"
        : name.Any(char.IsControl) ? "has a line break or another control character in it"
        : null;

    private static string? Checked(CsvFile file, string column, string value, string? problem)
    {
        if (value.Length > 0 && problem is null)
        {
            return value;
        }
        file.Problem(column, value.Length == 0 ? "is empty" : problem!);
        return null;
    }
}
