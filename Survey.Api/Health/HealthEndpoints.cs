using Microsoft.Extensions.Diagnostics.HealthChecks;
using Survey.Api.Shared;

namespace Survey.Api.Health;

internal static class HealthEndpoints
{
    private static readonly HttpMethodMetadata Get = new(["GET"]);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes
            .MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = (http, _) => WriteAsync(http, "live\n") })
            .WithMetadata(Get)
            .Public();
        routes.MapHealthChecks("/health/ready", new() { ResponseWriter = WriteReadyAsync }).WithMetadata(Get).Public();
    }

    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint().WithMetadata(Get).Public();

    private static Task WriteReadyAsync(HttpContext http, HealthReport report) =>
        WriteAsync(
            http,
            report.Status == HealthStatus.Healthy
                ? "ready\n"
                : $"not ready: {report.Entries.Values.First(check => check.Status != HealthStatus.Healthy).Description}\n"
        );

    private static Task WriteAsync(HttpContext http, string text)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text);
    }
}
