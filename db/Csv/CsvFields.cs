using System.Globalization;
using Survey.Db.Zones;

namespace Survey.Db.Csv;

/// <summary>Each method reads a field of the current row. Null: the field is empty or wrong.</summary>
internal static class CsvFields
{
    public const int LongestName = 200;

    /// <summary>Programs write 1900-01-01 for an unknown date. Earlier years are wrong, too.</summary>
    private const int EarliestYear = 1900;

    public static string? Optional(this CsvFile file, string column) => file[column] is { Length: > 0 } value ? value : null;

    public static string? Required(this CsvFile file, string column) => Checked(file, column, file[column], null);

    public static string? Code(this CsvFile file, string column) => Checked(file, column, file[column], Codes.Problem(file[column]));

    public static string? OneOf(this CsvFile file, string column, IReadOnlyList<string> values) =>
        Checked(
            file,
            column,
            file[column],
            values.Contains(file[column]) ? null : $"'{Codes.Shorten(file[column])}' is not one of {string.Join(", ", values)}"
        );

    public static string? Name(this CsvFile file, string column)
    {
        if (MojibakeCheck.NameWarning(file[column]) is { } warning)
        {
            file.Warn(column, warning);
        }
        return Checked(file, column, file[column], NameProblem(file[column]));
    }

    public static string? OptionalName(this CsvFile file, string column) => file[column].Length == 0 ? null : file.Name(column);

    public static string? Email(this CsvFile file, string column) =>
        Checked(file, column, EmailAddress.Normalize(file[column]), EmailAddress.Problem(file[column]));

    public static string? OptionalEmail(this CsvFile file, string column) => file[column].Length == 0 ? null : file.Email(column);

    public static string? TimeZone(this CsvFile file, string column) => Checked(file, column, file[column], Zone.Problem(file[column]));

    public static DateOnly? Day(this CsvFile file, string column) => ReadDay(file, column, "");

    public static DateOnly? OptionalDay(this CsvFile file, string column) =>
        file[column].Length == 0 ? null : ReadDay(file, column, ": leave the field empty if there is no date");

    public static DateOnly? FirstDay(this CsvFile file, string column)
    {
        var day = file.OptionalDay(column);
        if (day?.Year == DateOnly.MaxValue.Year)
        {
            file.Problem(column, $"{day:yyyy-MM-dd} cannot be a first day: leave the field empty if there is no date");
        }
        return day;
    }

    /// <summary>Null: there is no last day. Programs write the year 9999 for that.</summary>
    public static DateOnly? LastDay(this CsvFile file, string column) =>
        file.OptionalDay(column) is { } day && day.Year < DateOnly.MaxValue.Year ? day : null;

    private static DateOnly? ReadDay(CsvFile file, string column, string advice)
    {
        var text = file[column];
        var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (isDay && day.Year > EarliestYear)
        {
            return day;
        }
        file.Problem(
            column,
            text.Length == 0 ? "is empty"
                : isDay ? $"{text} is before {EarliestYear + 1}{advice}"
                : text.All(letter => letter is '0' or '-' or '.' or '/' or ':' or ' ') ? $"{Codes.Shorten(text)} is not a date{advice}"
                : $"'{Codes.Shorten(text)}' is not a date like 2026-03-31"
        );
        return null;
    }

    private static string? NameProblem(string name) =>
        name.Length > LongestName ? $"is longer than {LongestName} characters"
        : name.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029')
            ? "has a line break or another control character in it"
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
