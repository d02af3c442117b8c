using System.ComponentModel.DataAnnotations;

namespace Survey.Db.Settings;

/// <summary>Section "Reports".</summary>
public sealed class ReportMailOptions
{
    /// <summary>Days from sealing until leads hear that results are there.</summary>
    [Range(0, 60, ErrorMessage = "Reports:LeadsAfterDays must be between 0 and 60.")]
    public int LeadsAfterDays { get; set; } = 1;

    /// <summary>The PDF of the service goes with the mail, without comments.</summary>
    public bool Attach { get; set; }
}
