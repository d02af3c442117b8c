using System.ComponentModel.DataAnnotations;

namespace Survey.Db.Settings;

public sealed class ActingOptions
{
    /// <summary>Days from sealing until the provider's lead should have looked at the results (rule E7).</summary>
    [Range(1, 90, ErrorMessage = "Acting:LookWithinDays must be between 1 and 90.")]
    public int LookWithinDays { get; set; } = 14;

    /// <summary>A lead releases "you said, we did" without HR.</summary>
    public bool LeadReleases { get; set; }
}
