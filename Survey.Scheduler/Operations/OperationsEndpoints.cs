using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using Survey.Db;
using Survey.Scheduler.Messages;

namespace Survey.Scheduler.Operations;

internal static class OperationsEndpoints
{
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", Live);
        routes.MapGet("/health/ready", ReadyAsync);
        routes.MapGet("/metrics", MetricsAsync);
    }

    private static ContentHttpResult Live() => TypedResults.Text("live\n");

    private static async Task<ContentHttpResult> ReadyAsync(Database database, CancellationToken ct)
    {
        try
        {
            await Migrator.CheckAsync(database, ct);
            return TypedResults.Text("ready\n");
        }
        catch (Exception problem) when (problem is NpgsqlException or MigrationException)
        {
            return TypedResults.Text($"not ready: {problem.Message}\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<ContentHttpResult> MetricsAsync(
        Database database, SendingMetrics sending, SendingPause pause, TimeProvider clock, CancellationToken ct) =>
        TypedResults.Text(await Metrics.WriteAsync(database, sending, pause, clock.GetUtcNow(), ct), "text/plain; version=0.0.4; charset=utf-8");
}
