using System.ComponentModel.DataAnnotations;

namespace Survey.Db.Settings;

/// <summary>
/// Section "Privacy": what a pulse takes when its file doesn't say, and what the page /privacy says about the organisation.
/// </summary>
public sealed class PrivacyOptions
{
    /// <summary>How many people must have answered an item before its figure is shown. Under 5 every pulse must give a reason.</summary>
    [Range(3, 1000, ErrorMessage = "Privacy:MinimumGroup must be between 3 and 1000.")]
    public int MinimumGroup { get; set; } = 5;

    /// <summary>The same for comments.</summary>
    [Range(5, 1000, ErrorMessage = "Privacy:MinimumComments must be between 5 and 1000.")]
    public int MinimumComments { get; set; } = 10;

    /// <summary>Base64 of 32 bytes: blurs figures (rule A6). Never changed; see <see cref="Settings.FigureKey"/>.</summary>
    public string? FigureKey { get; set; }

    /// <summary>Who is responsible for the data: name and address of the organisation.</summary>
    public string? Controller { get; set; }

    /// <summary>Whom to ask about the survey, in words: a name, an address, a telephone number.</summary>
    public string? Contact { get; set; }

    /// <summary>The same for data protection.</summary>
    public string? DataProtectionContact { get; set; }

    /// <summary>
    /// How many months after sealing answers, comments, thanks and wishes to be contacted are deleted; null: they are kept.
    /// </summary>
    [Range(1, 1200, ErrorMessage = "Privacy:RetentionMonths must be between 1 and 1200.")]
    public int? RetentionMonths { get; set; }
}
