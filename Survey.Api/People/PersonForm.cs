using System.Globalization;
using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.People;

namespace Survey.Api.People;

internal static class PersonForm
{
    public static FormEntries Of(PersonRecord person) =>
        Values(person).Aggregate(FormEntries.Empty, (entries, field) => entries.With(field.Column, field.Value));

    /// <summary>In the order of the import's columns.</summary>
    public static IReadOnlyList<(string Column, string Value)> Values(PersonRecord person) =>
        [
            ("email", person.Email ?? ""),
            ("name", person.Name),
            ("unit", person.Unit),
            ("language", person.Language),
            ("time_zone", person.TimeZone),
            ("employment", person.Employment.Text()),
            ("active_from", Day(person.ActiveFrom)),
            ("active_to", Day(person.ActiveTo)),
            ("external_id", person.ExternalId ?? ""),
        ];

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
