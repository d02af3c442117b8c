using System.ComponentModel.DataAnnotations;

namespace Survey.Scheduler.Operations;

internal sealed class SchedulerOptions
{
    /// <summary>Port of health and metrics, on the loopback address.</summary>
    [Range(0, 65535, ErrorMessage = "Scheduler:Port must be a port number from 0 to 65535.")]
    public int Port { get; set; } = 5081;
}
