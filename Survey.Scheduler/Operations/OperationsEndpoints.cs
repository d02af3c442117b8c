using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Survey.Db;
using Survey.Scheduler.Clocks;
using Survey.Scheduler.Messages;

namespace Survey.Scheduler.Operations;

internal static class OperationsEndpoints
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", Live);
        routes.MapGet("/health/ready", ReadyAsync);
        routes.MapGet("/metrics", MetricsAsync);
    }

    private static ContentHttpResult Live() => TypedResults.Text("live\n");

    private static async Task<ContentHttpResult> ReadyAsync(
        Database database,
        ClockCheck clocks,
        IHostApplicationLifetime program,
        CancellationToken ct
    )
    {
        if (program.ApplicationStopping.IsCancellationRequested)
        {
            return NotReady("stopping");
        }
        try
        {
            await Migrator.CheckAsync(database, CancellationToken.None).WaitAsync(Timeout, ct);
            return await clocks.AgreesAsync(CancellationToken.None).WaitAsync(Timeout, ct)
                ? TypedResults.Text("ready\n")
                : NotReady(clocks.Problem);
        }
        catch (Exception problem) when (problem is NpgsqlException or MigrationException)
        {
            return NotReady(problem.Message);
        }
        catch (TimeoutException)
        {
            return NotReady("the database does not answer");
        }
    }

    private static ContentHttpResult NotReady(string? reason) =>
        TypedResults.Text($"not ready: {reason}\n", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static async Task<ContentHttpResult> MetricsAsync(
        Database database,
        SendingMetrics sending,
        SendingPause pause,
        ClockCheck clocks,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        TypedResults.Text(
            await Metrics.WriteAsync(database, sending, pause, clocks, clock.GetUtcNow(), ct),
            "text/plain; version=0.0.4; charset=utf-8"
        );
}
