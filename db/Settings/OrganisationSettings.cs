using System.Text.Json;
using System.Text.Json.Serialization;
using Survey.Db.Languages;

namespace Survey.Db.Settings;

/// <summary>What HR sets for the whole organisation. Text that is null is not set.</summary>
public sealed record OrganisationSettings
{
    // Not generated: generated code overwrites the defaults of members that the JSON does not have.
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Used until there is a top unit, whose name it then is.</summary>
    public LocalizedText? Name { get; init; }

    /// <summary>Languages that pages offer. At least one.</summary>
    public IReadOnlyList<string> Languages { get; init; } = Language.Codes;

    /// <summary>For people whose language is not known.</summary>
    public string DefaultLanguage { get; init; } = "en";

    /// <summary>IANA name, for people and pulses that name none.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Name of the sender of e-mails; null: the organisation's name.</summary>
    public string? SenderName { get; init; }

    public string? Controller { get; init; }

    public string? Contact { get; init; }

    public string? DataProtectionContact { get; init; }

    /// <summary>Legal basis of the processing, in the organisation's words.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>See <see cref="SiteOptions.ReportingChannel"/>.</summary>
    public string? ReportingChannel { get; init; }

    /// <summary>See <see cref="PrivacyOptions.RetentionMonths"/>.</summary>
    public int? RetentionMonths { get; init; }

    /// <summary>See <see cref="PrivacyOptions.MinimumGroup"/>.</summary>
    public int MinimumGroup { get; init; } = Thresholds.UsualGroup;

    /// <summary>See <see cref="PrivacyOptions.MinimumComments"/>.</summary>
    public int MinimumComments { get; init; } = Thresholds.UsualWriters;

    /// <summary>Invitations tell what clearly got better since last time (rule D11).</summary>
    public bool TellsImprovements { get; init; }

    /// <summary>Address behind the reporting channel; null: there is none.</summary>
    [JsonIgnore]
    public string? ReportingAddress => SiteOptions.AddressOf(ReportingChannel);

    /// <summary>Defaults of new pulses.</summary>
    [JsonIgnore]
    public PrivacyOptions PulseDefaults => new() { MinimumGroup = MinimumGroup, MinimumComments = MinimumComments };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static OrganisationSettings FromJson(string json) => JsonSerializer.Deserialize<OrganisationSettings>(json, Json)!;
}
