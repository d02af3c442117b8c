using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Survey.Scheduler.Clocks;

namespace Survey.Scheduler.Operations;

/// <summary>Healthy: the program is not stopping, and its clock agrees with the database's.</summary>
internal sealed class SchedulerCheck(ClockCheck clocks, IHostApplicationLifetime program) : IHealthCheck
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (program.ApplicationStopping.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("stopping");
        }
        try
        {
            return await clocks.AgreesAsync(CancellationToken.None).WaitAsync(Timeout, cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(clocks.Problem);
        }
        catch (Exception problem) when (problem is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("the database does not answer");
        }
    }
}
