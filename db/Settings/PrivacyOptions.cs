using System.ComponentModel.DataAnnotations;

namespace Survey.Db.Settings;

/// <summary>Section "Privacy": defaults for pulses, and what the page /privacy says about the organisation.</summary>
public sealed class PrivacyOptions
{
    /// <summary>Minimum number of answers of a figure. Under 5 every pulse must give a reason.</summary>
    [Range(Thresholds.SmallestGroup, Thresholds.LargestMinimum, ErrorMessage = "Privacy:MinimumGroup must be between {1} and {2}.")]
    public int MinimumGroup { get; set; } = Thresholds.UsualGroup;

    /// <summary>Minimum number of writers of comments.</summary>
    [Range(Thresholds.FewestWriters, Thresholds.LargestMinimum, ErrorMessage = "Privacy:MinimumComments must be between {1} and {2}.")]
    public int MinimumComments { get; set; } = Thresholds.UsualWriters;

    /// <summary>Base64 of 32 bytes for blurring (rule A6), never to be changed; see <see cref="Settings.FigureKey"/>.</summary>
    public string? FigureKey { get; set; }

    /// <summary>Name and address of the organisation that is responsible for the data.</summary>
    public string? Controller { get; set; }

    public string? Contact { get; set; }

    public string? DataProtectionContact { get; set; }

    /// <summary>Legal basis of the processing, in the organisation's words.</summary>
    public string? LegalBasis { get; set; }

    /// <summary>Months after sealing until answers, comments and notes are deleted; null: kept.</summary>
    [Range(1, 1200, ErrorMessage = "Privacy:RetentionMonths must be between 1 and 1200.")]
    public int? RetentionMonths { get; set; }
}
