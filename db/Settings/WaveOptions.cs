using System.ComponentModel.DataAnnotations;

namespace Survey.Db.Settings;

public sealed class WaveOptions
{
    /// <summary>Minutes from closing to sealing, in which a wrong closing can be noticed.</summary>
    [Range(0, 10_080, ErrorMessage = "Waves:RestMinutes must be between 0 and 10080.")]
    public int RestMinutes { get; set; } = 15;

    public TimeSpan Rest => TimeSpan.FromMinutes(RestMinutes);
}
