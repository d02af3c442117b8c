using System.Text;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Looks;

namespace Survey.Api.Looks;

/// <summary>The check calendar as CSV: a line for each relationship, then one for each unit that nobody measures.</summary>
internal static class ChecksFile
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly string[] Header =
    [
        "provider",
        "provider_name",
        "customer",
        "customer_name",
        "relationship",
        "service",
        "lead",
        "state",
        "due_on",
        "last_look",
        "outcome",
        "looked_by",
        "measured_on",
    ];

    public static byte[] Make(ChecksView view, Language language)
    {
        var text = new StringBuilder().Append(ByteOrderMark);
        IEnumerable<string?[]> units = view.OnlyOverdue
            ? []
            :
            [
                .. view.Calendar.WithoutService.Select(unit => Unit(unit.Code, unit.Names, "no_relationship", null, language)),
                .. view.Calendar.NotMeasured.Select(unit => Unit(unit.Code, unit.Names, "not_measured", unit.MeasuredOn, language)),
            ];
        foreach (var line in view.Shown.Select(check => Line(check, view, language)).Concat(units).Prepend(Header))
        {
            text.AppendJoin(',', line.Select(Quoted)).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string?[] Line(CheckedRelationship check, ChecksView view, Language language) =>
        [
            check.Provider,
            check.ProviderNames.In(language.Code),
            check.Customer,
            check.CustomerNames.In(language.Code),
            check.Code,
            check.Service.In(language.Code),
            string.Join("; ", view.Calendar.Leads[check.ProviderId].Select(lead => lead.Name ?? lead.Email)),
            check.StateOn(view.Calendar.Today).Text(),
            Day(check.DueOn),
            Day(check.LookedOn),
            check.Outcome?.Text(),
            check.LookedBy,
            Day(check.MeasuredOn),
        ];

    private static string?[] Unit(string code, LocalizedText names, string state, DateOnly? measuredOn, Language language) =>
        [code, names.In(language.Code), null, null, null, null, null, state, null, null, null, null, Day(measuredOn)];

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A cell that a spreadsheet would run as a formula begins with an apostrophe.</summary>
    private static string Quoted(string? cell)
    {
        var safe = cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell ?? "";
        return safe.AsSpan().IndexOfAny(",;\"\n\r") < 0 ? safe : '"' + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}
