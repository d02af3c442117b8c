using System.ComponentModel.DataAnnotations;

namespace Survey.Db.Settings;

/// <summary>Section "Privacy": what a pulse takes when its file doesn't say.</summary>
public sealed class PrivacyOptions
{
    /// <summary>How many people must have answered an item before its figure is shown. Under 5 every pulse must give a reason.</summary>
    [Range(3, 1000, ErrorMessage = "Privacy:MinimumGroup must be between 3 and 1000.")]
    public int MinimumGroup { get; set; } = 5;

    /// <summary>The same for comments.</summary>
    [Range(5, 1000, ErrorMessage = "Privacy:MinimumComments must be between 5 and 1000.")]
    public int MinimumComments { get; set; } = 10;
}
