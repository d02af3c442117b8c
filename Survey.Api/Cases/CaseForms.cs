using System.Globalization;
using Survey.Api.Forms;
using Survey.Db.Cases;

namespace Survey.Api.Cases;

/// <summary>Terms of a case as fields. An empty owner is HR.</summary>
internal static class CaseForms
{
    /// <summary>The version of the case that the viewer saw.</summary>
    public const string Seen = "seen";

    /// <summary>Kinds of steps for which there is an example of what to change.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["reach", "waiting", "information", "quality", "followUp"];

    public static FormEntries Of(CaseTerms terms) =>
        FormEntries
            .Empty.With("change", terms.Change)
            .With("owner", Text(terms.OwnerId))
            .With("together", Text(terms.TogetherId))
            .With("due", Iso(terms.DueOn))
            .With("expected", terms.Expected?.ToString("0.0#", CultureInfo.InvariantCulture) ?? "");

    public static FormEntries Of(CaseRow row) =>
        Of(new CaseTerms(row.Change, row.OwnerId, row.TogetherId, row.DueOn, row.Expected)).With(Seen, Number(row.Version));

    /// <summary>What is no number or day becomes one that the rules refuse.</summary>
    public static CaseTerms Read(FormEntries entries) =>
        new(
            entries["change"].ReplaceLineEndings(" "),
            Person(entries["owner"]),
            Person(entries["together"]),
            DateOnly.TryParseExact(entries["due"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
                ? due
                : DateOnly.MinValue,
            Expected(entries["expected"])
        );

    /// <returns>0, which no case has, if there is none.</returns>
    public static int Version(FormEntries entries) =>
        int.TryParse(entries[Seen], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>Browsers send line breaks as two characters, which count as one.</summary>
    public static string Lines(FormEntries entries, string field) => entries[field].ReplaceLineEndings("\n");

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(long? person) => person is { } id ? Number(id) : "";

    private static long? Person(string value) =>
        value.Length == 0 ? null
        : long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : -1;

    private static double? Expected(string value) =>
        value.Length == 0 ? null
        : double.TryParse(value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
        : -1;
}
