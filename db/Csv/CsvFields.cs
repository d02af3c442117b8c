using System.Globalization;
using Survey.Db.Languages;
using Survey.Db.Zones;

namespace Survey.Db.Csv;

/// <summary>Each method reads a field of the current row. Null: the field is empty or wrong.</summary>
internal static class CsvFields
{
    public const int LongestName = 200;

    /// <summary>Programs write 1900-01-01 for an unknown date. Earlier years are wrong, too.</summary>
    private const int EarliestYear = 1900;

    private static readonly Sentence LeaveEmpty = new("problems.day.leaveEmpty");

    public static string? Optional(this CsvFile file, string column) => file[column] is { Length: > 0 } value ? value : null;

    public static string? Required(this CsvFile file, string column) => Checked(file, column, file[column], null);

    public static string? Code(this CsvFile file, string column) => Checked(file, column, file[column], Codes.Problem(file[column]));

    public static string? OneOf(this CsvFile file, string column, IReadOnlyList<string> values) =>
        Checked(
            file,
            column,
            file[column],
            values.Contains(file[column]) ? null : new("problems.oneOf", Codes.Shorten(file[column]), values)
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

    public static DateOnly? Day(this CsvFile file, string column) => ReadDay(file, column, null);

    public static DateOnly? OptionalDay(this CsvFile file, string column) =>
        file[column].Length == 0 ? null : ReadDay(file, column, LeaveEmpty);

    public static DateOnly? FirstDay(this CsvFile file, string column)
    {
        var day = file.OptionalDay(column);
        if (day?.Year == DateOnly.MaxValue.Year)
        {
            file.Problem(column, new Sentence("problems.day.notFirst", day!).WithAdvice(LeaveEmpty));
        }
        return day;
    }

    /// <summary>Null: there is no last day. Programs write the year 9999 for that.</summary>
    public static DateOnly? LastDay(this CsvFile file, string column) =>
        file.OptionalDay(column) is { } day && day.Year < DateOnly.MaxValue.Year ? day : null;

    private static DateOnly? ReadDay(CsvFile file, string column, Sentence? advice)
    {
        var text = file[column];
        var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (isDay && day.Year > EarliestYear)
        {
            return day;
        }
        file.Problem(
            column,
            text.Length == 0 ? new("problems.empty")
                : isDay ? new Sentence("problems.day.early", text, EarliestYear + 1).WithAdvice(advice)
                : text.All(letter => letter is '0' or '-' or '.' or '/' or ':' or ' ')
                    ? new Sentence("problems.day.none", Codes.Shorten(text)).WithAdvice(advice)
                : new("problems.day.format", Codes.Shorten(text))
        );
        return null;
    }

    private static Sentence? NameProblem(string name) =>
        name.Length > LongestName ? new("problems.tooLong", LongestName)
        : name.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029') ? new("problems.control")
        : null;

    private static string? Checked(CsvFile file, string column, string value, Sentence? problem)
    {
        if (value.Length > 0 && problem is null)
        {
            return value;
        }
        file.Problem(column, value.Length == 0 ? new("problems.empty") : problem!);
        return null;
    }
}
