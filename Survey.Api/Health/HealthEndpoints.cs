using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Programme;

namespace Survey.Api.Health;

/// <summary>For operators. Nothing here tells how many people answered.</summary>
internal static partial class HealthEndpoints
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("live\n")).Public();
        routes.MapGet("/health/ready", ReadyAsync).Public();
    }

    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes.MapGet("/metrics", MetricsAsync).Public();

    /// <summary>Ready: the database answers with a schema that this program can use, and the program is not stopping.</summary>
    private static async Task<ContentHttpResult> ReadyAsync(
        Database database,
        DrainingLifetime lifetime,
        ILogger<Marker> log,
        CancellationToken ct
    )
    {
        if (lifetime.IsDraining)
        {
            return NotReady("stopping");
        }
        try
        {
            // Not by a token: cancelling a statement waits for the database, too.
            await Migrator.CheckAsync(database, CancellationToken.None).WaitAsync(Timeout, ct);
            return TypedResults.Text("ready\n");
        }
        catch (MigrationException problem)
        {
            return NotReady(problem.Message);
        }
        catch (Exception problem) when (problem is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            LogNotReady(log, problem.GetType().Name);
            return NotReady("the database does not answer");
        }
    }

    private static ContentHttpResult NotReady(string reason) =>
        TypedResults.Text($"not ready: {reason}\n", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static async Task<ContentHttpResult> MetricsAsync(
        Database database,
        RequestMeter meter,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var waiting = await MailWaiting.ReadAsync(connection, clock.GetUtcNow(), ct);
        var waves = await WaveProgress.CountByStateAsync(connection, ct);
        return TypedResults.Text(MetricsText.Write(meter, waiting, waves), "text/plain; version=0.0.4; charset=utf-8");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not ready: the database does not answer ({Problem}).")]
    private static partial void LogNotReady(ILogger log, string problem);
}
