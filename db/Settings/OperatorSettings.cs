using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Survey.Db.Settings;

/// <summary>What the operator has set by configuration. It wins over what HR sets on the page.</summary>
public sealed class OperatorSettings(IConfiguration configuration)
{
    private const string SenderName = "sender_name";

    private static readonly Dictionary<string, string> Keys = new()
    {
        ["controller"] = "Privacy:Controller",
        ["contact"] = "Privacy:Contact",
        ["data_protection_contact"] = "Privacy:DataProtectionContact",
        ["legal_basis"] = "Privacy:LegalBasis",
        ["retention_months"] = "Privacy:RetentionMonths",
        ["minimum_group"] = "Privacy:MinimumGroup",
        ["minimum_comments"] = "Privacy:MinimumComments",
        ["reporting_channel"] = "Site:ReportingChannel",
    };

    /// <summary>The key of the setting that fixes the field of the page; null: HR sets it.</summary>
    public string? KeyOf(string field) =>
        field == SenderName
            ? SenderNameOfMails is null
                ? null
                : "Mail:From"
            : Keys.TryGetValue(field, out var key) && Text(field) is not null
                ? key
                : null;

    public OrganisationSettings Over(OrganisationSettings stored) =>
        stored with
        {
            SenderName = SenderNameOfMails ?? stored.SenderName,
            Controller = Text("controller") ?? stored.Controller,
            Contact = Text("contact") ?? stored.Contact,
            DataProtectionContact = Text("data_protection_contact") ?? stored.DataProtectionContact,
            LegalBasis = Text("legal_basis") ?? stored.LegalBasis,
            ReportingChannel = Text("reporting_channel") ?? stored.ReportingChannel,
            RetentionMonths = Number("retention_months") ?? stored.RetentionMonths,
            MinimumGroup = Number("minimum_group") ?? stored.MinimumGroup,
            MinimumComments = Number("minimum_comments") ?? stored.MinimumComments,
        };

    /// <summary>The name in "Survey &lt;survey@example.org&gt;".</summary>
    private string? SenderNameOfMails =>
        configuration["Mail:From"] is { } from && from.IndexOf('<', StringComparison.Ordinal) is > 0 and var end
            ? from[..end].Trim().Trim('"') is { Length: > 0 } name
                ? name
                : null
            : null;

    private string? Text(string field) => configuration[Keys[field]] is { Length: > 0 } text ? text : null;

    // A setting that is no number stops the program at its start.
    private int? Number(string field) => int.TryParse(Text(field), CultureInfo.InvariantCulture, out var number) ? number : null;
}
