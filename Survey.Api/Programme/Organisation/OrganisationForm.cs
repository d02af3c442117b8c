using System.Globalization;
using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Settings;

namespace Survey.Api.Programme.Organisation;

/// <summary>Settings of the organisation as form entries. The names of the fields are those of <see cref="OperatorSettings"/>.</summary>
internal static class OrganisationForm
{
    public const int LongestText = 500;

    /// <summary>The box that confirms the loss of answers. It is no setting.</summary>
    public const string DeleteAnswers = "delete_answers";

    public static FormEntries Of(OrganisationSettings settings) =>
        FormEntries
            .Empty.WithNames("name", settings.Name)
            .With("offered_languages", settings.Languages)
            .With("default_language", settings.DefaultLanguage)
            .With("time_zone", settings.TimeZone)
            .With("sender_name", settings.SenderName ?? "")
            .With("controller", settings.Controller ?? "")
            .With("contact", settings.Contact ?? "")
            .With("data_protection_contact", settings.DataProtectionContact ?? "")
            .With("legal_basis", settings.LegalBasis ?? "")
            .With("reporting_channel", settings.ReportingChannel ?? "")
            .With("retention_months", Text(settings.RetentionMonths))
            .With("minimum_group", Text(settings.MinimumGroup))
            .With("minimum_comments", Text(settings.MinimumComments));

    /// <summary>What is entered. Of a field that the operator has fixed the stored value stays.</summary>
    public static OrganisationSettings Read(FormEntries entries, OrganisationSettings stored, OperatorSettings fixedSettings)
    {
        return stored with
        {
            Name = entries.Names("name"),
            Languages = [.. Language.Codes.Where(entries.All("offered_languages").Contains)],
            DefaultLanguage = entries["default_language"],
            TimeZone = entries["time_zone"],
            SenderName = TextOf("sender_name", stored.SenderName),
            Controller = TextOf("controller", stored.Controller),
            Contact = TextOf("contact", stored.Contact),
            DataProtectionContact = TextOf("data_protection_contact", stored.DataProtectionContact),
            LegalBasis = TextOf("legal_basis", stored.LegalBasis),
            ReportingChannel = TextOf("reporting_channel", stored.ReportingChannel),
            RetentionMonths = NumberOf("retention_months", stored.RetentionMonths),
            MinimumGroup = NumberOf("minimum_group", stored.MinimumGroup) ?? Thresholds.UsualGroup,
            MinimumComments = NumberOf("minimum_comments", stored.MinimumComments) ?? Thresholds.UsualWriters,
        };

        string? TextOf(string field, string? before) =>
            fixedSettings.KeyOf(field) is not null ? before
            : entries[field] is { Length: > 0 } text ? text
            : null;

        int? NumberOf(string field, int? before) => fixedSettings.KeyOf(field) is not null ? before : Number(entries[field]);
    }

    public static IReadOnlyList<Problem> Check(FormEntries entries, OperatorSettings fixedSettings) =>
        [.. OrganisationRules.Check(entries).Where(problem => fixedSettings.KeyOf(problem.Place ?? "") is null)];

    public static bool IsLossWanted(FormEntries entries) => entries[DeleteAnswers] == CheckField.Yes;

    public static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
