using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Survey.Db;

/// <summary>Healthy: the database answers with a schema that this program can use.</summary>
public sealed class SchemaCheck(Database database) : IHealthCheck
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Not by a token: cancelling a statement waits for the database, too.
            await Migrator.CheckAsync(database, CancellationToken.None).WaitAsync(Timeout, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (MigrationException problem)
        {
            return HealthCheckResult.Unhealthy(problem.Message);
        }
        catch (Exception problem) when (problem is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("the database does not answer");
        }
    }
}
